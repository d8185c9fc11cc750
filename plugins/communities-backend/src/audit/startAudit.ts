import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import { DatabaseAuditStore } from '../database';
import type { AuditTrail } from './AuditTrail';
import { readAuditDays } from './config';
import { keepDays } from './keepDays';

/** Keeps what the trail has, until the portal ends and as long as it shall. */
export function startAudit(
  db: Knex,
  options: {
    auditTrail: AuditTrail;
    config: Config;
    lifecycle: LifecycleService;
    logger: LoggerService;
  },
): DatabaseAuditStore {
  const { auditTrail, config, lifecycle, logger } = options;
  const audit = new DatabaseAuditStore(db);
  auditTrail.connect(audit);
  const endKeeping = keepDays(audit, { days: readAuditDays(config), logger });
  lifecycle.addShutdownHook(async () => {
    endKeeping();
    await auditTrail.stop();
  });
  return audit;
}
