import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { GuardedClient, readGuard } from '@astrolabe/http';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import { DatabaseAccountStore } from '../database';
import type { SecretStore } from '../stores';
import { AccountNotices } from './AccountNotices';
import { describeLinked, describeService } from './describe';
import { Keep } from './Keep';
import { LinkedAccounts } from './LinkedAccounts';
import { Logins } from './Logins';
import { OAuth, readOAuthClients } from './oauth';
import { noAccess } from './problems';
import { providers, TroubleError } from './providers';
import { Renewals } from './Renewals';
import { Rounds } from './Rounds';

/** The part of the room that has to do with linked services. */
export function openServices(
  db: Knex,
  options: {
    config: Config;
    store: SecretStore;
    notifications: NotificationService;
    logger: LoggerService;
  },
) {
  const { config, store: secrets, logger } = options;
  const guard = readGuard(config);
  const store = new DatabaseAccountStore(db);
  const keeps = {
    accounts: new Keep(secrets, 'accounts'),
    logins: new Keep(secrets, 'logins'),
  };
  const oauth = new OAuth(
    readOAuthClients(config, providers),
    config.getOptionalString('app.baseUrl') ?? '',
  );
  const accounts = new LinkedAccounts({
    ...{ store, providers, logger, oauth, keep: keeps.accounts },
    renewals: new Renewals({ logger, keep: keeps.accounts }),
    reach: { guard, client: new GuardedClient(guard) },
  });
  const notices = new AccountNotices(options);
  return {
    accounts,
    services: () => providers.map(each => describeService(each, oauth)),
    logins: new Logins({ accounts, oauth, keep: keeps.logins }),
    rounds: new Rounds({ accounts, store, notices, keeps, logger }),
    forRooms: forRooms(accounts),
  };
}

/** What other rooms of this process get. */
function forRooms(
  accounts: LinkedAccounts,
): Pick<AccountsService, 'list' | 'remote' | 'verify'> {
  const find = async (ownerRef: string, id: string) =>
    (await accounts.list(ownerRef)).find(({ name }) => name === id);
  return {
    async list(ownerRef) {
      const all = await accounts.list(ownerRef);
      return all.map(each =>
        describeLinked(each, accounts.provider(each.service)),
      );
    },
    async remote(ownerRef, id) {
      const record = await find(ownerRef, id);
      if (!record) return undefined;
      const values = await accounts.values(record).catch(error => {
        throw error instanceof TroubleError ? noAccess(record, error) : error;
      });
      return values && accounts.provider(record.service).remote?.(values);
    },
    async verify(ownerRef, id, within) {
      const record = await find(ownerRef, id);
      if (record) return accounts.verify(record, within);
      return { state: 'failing', trouble: 'not-found', reason: 'Not linked' };
    },
  };
}
