import path from 'node:path';
import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import { EmbeddedSecretStore } from './embedded';
import type { SecretStore } from './SecretStore';
import { readVaultConfig, VaultSecretStore } from './vault';

const KEY_FILE = 'accounts.secrets.embedded.keyFile';

/** The store that the configuration names; else the portal's own. */
export async function openStore(options: {
  config: Config;
  db: Knex;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<SecretStore> {
  const { config, db, lifecycle, logger } = options;
  const vault = readVaultConfig(config);
  if (vault) {
    const store = new VaultSecretStore(vault, { logger });
    lifecycle.addShutdownHook(() => store.close());
    return store;
  }
  const keyFile = path.resolve(
    config.getOptionalString(KEY_FILE) ?? 'data/secrets.key',
  );
  return EmbeddedSecretStore.start(db, { keyFile, logger });
}
