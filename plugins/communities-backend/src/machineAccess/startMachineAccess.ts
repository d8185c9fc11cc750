import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import { DatabaseDeviceStore, DatabaseTokenStore } from '../database';
import { AccessTokens } from './AccessTokens';
import { readTokenLimits } from './config';
import { DeviceLogins } from './DeviceLogins';
import type { Door } from './Door';

/** Programs that people let in, and the door that they come in by. */
export function startMachineAccess(
  db: Knex,
  { config, door }: { config: Config; door: Door },
): { tokens: AccessTokens; devices: DeviceLogins } {
  const tokens = new AccessTokens(
    new DatabaseTokenStore(db),
    readTokenLimits(config),
  );
  door.connect(tokens);
  const portal = config.getOptionalString('app.baseUrl') ?? '';
  const devices = new DeviceLogins({
    store: new DatabaseDeviceStore(db),
    tokens,
    page: `${portal.replace(/\/+$/, '')}/device`,
  });
  return { tokens, devices };
}
