import {
  demoPeople,
  demoPersonRef,
  demoPersonRefs,
  followCommunities,
  type Community,
} from '@astrolabe/plugin-communities-common';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  type AuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { isDemoSignInEnabled } from '../signIn/config';
import { doorServiceRef } from './service';

/** Of `auth.providers`. It signs nobody in: it has no route that answers. */
export const ACCESS_TOKEN_PROVIDER_ID = 'access-token';

const nobody: Awaited<ReturnType<AuthProviderFactory>>['start'] = async () => {
  throw new NotFoundError('Nobody signs in here');
};

/**
 * Gives the door what makes sessions. Only a provider is given that by
 * Backstage; it goes from hand to hand within this process, so that there is
 * no address at which a session of somebody could be asked for.
 */
export const tokenIssuerModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'access-token',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        door: doorServiceRef,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, door, providers }) {
        const hasDemo = isDemoSignInEnabled(config, process.env.NODE_ENV);
        const communities = followCommunities(config);
        const factory: AuthProviderFactory = ({ resolverContext }) => {
          door.connectIssuer(async ({ personRef, memberOf }) => {
            const ent = memberOf
              ? [personRef, ...memberOf]
              : claimsOf(personRef, hasDemo && communities.list());
            const claims = { sub: personRef, ent };
            const { token } = await resolverContext.issueToken({ claims });
            return token;
          });
          return { start: nobody, frameHandler: nobody };
        };
        providers.registerProvider({
          providerId: ACCESS_TOKEN_PROVIDER_ID,
          factory,
        });
      },
    });
  },
});

/** As at sign-in; what others belong to is not in their session, but in our tables. */
function claimsOf(
  personRef: string,
  communities: readonly Community[] | false,
): string[] {
  const person = demoPeople.find(
    ({ name }) => demoPersonRef(name) === personRef,
  );
  return person && communities
    ? demoPersonRefs(
        person,
        communities.map(({ id }) => id),
      )
    : [personRef];
}
