import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { AssetsService } from '@astrolabe/plugin-assets-node';
import type { PresentPeople } from '@astrolabe/sharing';
import type { WorkloadRecord } from '../database';
import type { Notifier } from '../Notifier';

/** What a launch asks of its person, asked while that person is away; it counts as nobody's choice. */
export function inAbsence(parts: {
  assets: AssetsService;
  auth: AuthService;
  notifier: Pick<Notifier, 'changed'>;
  people: Pick<PresentPeople, 'refsInAbsenceOf'>;
}) {
  const { assets, auth, notifier, people } = parts;
  return {
    assets: {
      ...assets,
      getByRef: async (entityRef: string) =>
        assets.getByRef(entityRef, {
          credentials: await auth.getOwnServiceCredentials(),
        }),
    },
    notifier: {
      changed: (record: WorkloadRecord) => notifier.changed(record),
      launched: () => {},
    },
    userInfo: {
      async getUserInfo({ principal }: BackstageCredentials) {
        const { userEntityRef } = principal as BackstageUserPrincipal;
        const refs = await people.refsInAbsenceOf(userEntityRef);
        return { userEntityRef, ownershipEntityRefs: refs };
      },
    },
  };
}
