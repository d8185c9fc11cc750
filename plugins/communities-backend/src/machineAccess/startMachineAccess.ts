import { followConfig } from '@astrolabe/plugin-communities-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import { DatabaseDeviceStore, DatabaseTokenStore } from '../database';
import { AccessTokens } from './AccessTokens';
import { readTokenLimits } from './config';
import { DeviceLogins } from './DeviceLogins';
import type { Door } from './Door';
import { personalTokens } from './personalTokens';
import { readServiceAccounts, WorkloadTokens } from './workloadTokens';

/** Programs that people let in, and the door that they come in by. */
export function startMachineAccess(
  db: Knex,
  {
    config,
    door,
    logger,
  }: { config: Config; door: Door; logger: LoggerService },
): { tokens: AccessTokens; devices: DeviceLogins } {
  const tokens = new AccessTokens(
    new DatabaseTokenStore(db),
    readTokenLimits(config),
  );
  const accounts = followConfig(config, readServiceAccounts, {
    what: 'The service accounts',
    logger,
  });
  door.connect(personalTokens(tokens), new WorkloadTokens(accounts));
  const portal = config.getOptionalString('app.baseUrl') ?? '';
  const devices = new DeviceLogins({
    store: new DatabaseDeviceStore(db),
    tokens,
    page: `${portal.replace(/\/+$/, '')}/device`,
  });
  return { tokens, devices };
}
