import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  readServiceAccounts,
  type ServiceAccount,
} from './readServiceAccounts';

/** The accounts as they are at present: one that is taken away opens nothing any more. */
export function followServiceAccounts(
  config: Config,
  logger: LoggerService,
): () => readonly ServiceAccount[] {
  let accounts = readServiceAccounts(config);
  config.subscribe?.(() => {
    try {
      accounts = readServiceAccounts(config);
    } catch (error) {
      const { message } = error as Error;
      logger.error(`The service accounts stay as they were: ${message}`);
    }
  });
  return () => accounts;
}
