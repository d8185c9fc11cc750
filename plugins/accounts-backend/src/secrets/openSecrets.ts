import type {
  AuditorService,
  LoggerService,
  PermissionsService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { DatabaseSecrets } from '../database';
import type { SecretStore } from '../stores';
import { EndWarnings } from './EndWarnings';
import { giveSecret } from './giveSecret';
import { keepForObjects } from './keepForObjects';
import { SecretAccess } from './SecretAccess';
import { Secrets } from './Secrets';

/** Secrets, with all that belongs to them. */
export async function openSecrets(
  knex: Knex,
  options: {
    auditor: AuditorService;
    limits(): LimitTable;
    logger: LoggerService;
    notifications: NotificationService;
    permissions: PermissionsService;
    scheduler: SchedulerService;
    store: SecretStore;
    userInfo: UserInfoService;
  },
) {
  const { auditor, logger, scheduler, store } = options;
  const db = new DatabaseSecrets(knex);
  const secrets = new Secrets({ db, store, logger });
  await scheduler.scheduleTask({
    id: 'end-what-was-begun-with-secrets',
    frequency: { minutes: 1 },
    initialDelay: { seconds: 5 },
    timeout: { minutes: 1 },
    fn: () => secrets.recover(),
  });
  const warnings = new EndWarnings({ ...options, db });
  await warnings.start(scheduler);
  return {
    ...{ db, secrets, store },
    access: new SecretAccess(options),
    /** What other rooms get of it. */
    forRooms: {
      ...giveSecret({ auditor, db, secrets }),
      ofObjects: keepForObjects({ auditor, db, secrets }),
    },
  };
}

export type SecretRoom = Awaited<ReturnType<typeof openSecrets>>;
