import type {
  AuditorService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  demoMemberships,
  demoPeople,
  demoPersonRef,
  type CommunityDirectory,
} from '@astrolabe/plugin-communities-common';
import type { Knex } from 'knex';
import { DatabasePeople, DatabaseSessions } from '../../database';
import { isDemoSignInEnabled } from '../config';
import { Cookies } from './cookies';
import { PortalAddresses } from './PortalAddresses';
import { Provider } from './Provider';
import { readSettings } from './readSettings';
import type { SignInRoom } from './routes';
import { SessionKeeper } from './SessionKeeper';
import { SignIn } from './SignIn';
import { SignInPages } from './SignInPages';

/** Of the keeper, between two looks at what is due; refreshSeconds may be less. */
const KEEPER_SECONDS = 10;

/** Sign-in by the providers of the configuration, and the keeper of its sessions. */
export async function openSignIn(options: {
  config: RootConfigService;
  db: Knex;
  auditor: AuditorService;
  logger: LoggerService;
  scheduler: SchedulerService;
  communities: CommunityDirectory;
  granted: SignInRoom['granted'];
}): Promise<SignInRoom> {
  const { config, db, auditor, logger, scheduler, communities } = options;
  const settings = readSettings(config);
  const people = new DatabasePeople(db);
  const sessions = new DatabaseSessions(db);
  const { portalUrl } = settings;
  const signIn = new SignIn({
    ...{ settings, people, sessions },
    providers: settings.providers.map(each => new Provider(each)),
    communities: () => communities.list().map(({ id }) => id),
  });
  if (settings.providers.length > 0) {
    const keeper = new SessionKeeper({
      ...{ settings, signIn, people, sessions, auditor, logger },
    });
    await scheduler.scheduleTask({
      id: 'keep-sessions',
      // Each replica looks for itself; each session is taken by one of them.
      scope: 'local',
      frequency: {
        seconds: Math.min(KEEPER_SECONDS, settings.refreshSeconds),
      },
      timeout: { minutes: 10 },
      fn: () => keeper.keep(),
    });
  }
  const pages = new SignInPages({
    ...{ signIn, auditor, logger },
    cookies: new Cookies(portalUrl),
    addresses: new PortalAddresses(portalUrl, () =>
      communities.list().flatMap(({ hosts }) => hosts ?? []),
    ),
    sessionSeconds: settings.sessionSeconds,
  });
  const demo = isDemoSignInEnabled(config, process.env.NODE_ENV)
    ? demoPeople
    : [];
  return {
    ...{ signIn, pages, people, granted: options.granted },
    absentSeconds: settings.absentSeconds,
    demoMemberships: ref =>
      demo
        .filter(({ name }) => demoPersonRef(name) === ref)
        .flatMap(person =>
          demoMemberships(
            person,
            communities.list().map(({ id }) => id),
          ),
        ),
  };
}
