import {
  demoMemberships,
  demoPeople,
  demoPersonRef,
  followLimits,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { isDemoSignInEnabled } from '../signIn/config';
import { Communities } from '../signIn/oidc/Communities';
import { PeopleEntityProvider } from './PeopleEntityProvider';
import type { CataloguePerson } from './toEntities';

/** Gives the catalogue the communities and the people of this room. */
export const catalogModulePeople = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'people',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, logger, scheduler, ...deps }) {
        const limits = followLimits(config, logger);
        const communities = new Communities(deps);
        const runner = scheduler.createScheduledTaskRunner({
          frequency: { seconds: 10 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 1 },
        });
        const people = async () => [
          ...demoPeopleOf(config, limits()),
          ...(await peopleOf(communities, config)),
        ];
        catalog.addEntityProvider(
          new PeopleEntityProvider({ limits, people, logger, runner }),
        );
      },
    });
  },
});

async function peopleOf(
  communities: Communities,
  config: Config,
): Promise<CataloguePerson[]> {
  const showsMail =
    config.getOptionalBoolean('communities.people.showEmail') ?? false;
  const people = await communities.listPeople();
  return people.map(({ userRef: ref, displayName, email, memberships }) => ({
    ...{ ref, displayName, memberships },
    ...(showsMail && { email }),
  }));
}

function demoPeopleOf(
  config: Config,
  { communities }: LimitTable,
): CataloguePerson[] {
  if (!isDemoSignInEnabled(config, process.env.NODE_ENV)) return [];
  const ids = communities.map(({ id }) => id);
  return demoPeople.map(person => ({
    ref: demoPersonRef(person.name),
    displayName: person.displayName,
    memberships: demoMemberships(person, ids),
  }));
}
