import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { GuardedClient, readGuard, type Authorizer } from '@astrolabe/http';
import {
  DatabaseSaidStore,
  DatabaseShareStore,
  PresentPeople,
  roleTooLow,
} from '@astrolabe/sharing';
import {
  roleCovers,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import type {
  AccountKind,
  AccountsService,
  AccountsSlot,
} from '@astrolabe/plugin-accounts-node';
import { DatabaseAccountStore } from '../database';
import type { SecretStore } from '../stores';
import { AccountNotices } from './AccountNotices';
import { describeLinked, describeService } from './describe';
import { Keep } from './Keep';
import { LinkedAccounts } from './LinkedAccounts';
import { Logins } from './Logins';
import { OAuth, readOAuthClients } from './oauth';
import { openShares } from './openShares';
import { noAccess } from './problems';
import { providers, TroubleError } from './providers';
import { Renewals } from './Renewals';
import { Rounds } from './Rounds';
import { SharedAccounts } from './SharedAccounts';

/** What is known of people holds so long, and while nobody can say more. */
const PRESENT = { freshMs: 2000, graceMs: 60_000 };

/** The part of the room that has to do with linked services. */
export function openServices(
  db: Knex,
  options: {
    accounts: Pick<AccountsSlot, 'probe'>;
    config: Config;
    store: SecretStore;
    auth: AuthService;
    authorizer: Authorizer;
    discovery: DiscoveryService;
    notifications: NotificationService;
    logger: LoggerService;
    userInfo: UserInfoService;
    limits(): LimitTable;
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
    probe: () => options.accounts.probe,
    renewals: new Renewals({ logger, keep: keeps.accounts }),
    reach: { guard, client: new GuardedClient(guard) },
  });
  const notices = new AccountNotices(options);
  const said = new DatabaseSaidStore(db);
  const people = new PresentPeople({ ...options, ...PRESENT, said });
  const shares = new DatabaseShareStore(db);
  const shared = new SharedAccounts({ ...options, store, shares, people });
  return {
    ...{ accounts, shared },
    services: () => providers.map(each => describeService(each, oauth)),
    shares: openShares({ ...options, shared, shares, people }),
    logins: new Logins({ accounts, oauth, keep: keeps.logins }),
    rounds: new Rounds({ accounts, store, notices, keeps, logger }),
    forRooms: forRooms(accounts, shared),
  };
}

/** What other rooms of this process get. */
function forRooms(
  accounts: LinkedAccounts,
  shared: SharedAccounts,
): Pick<
  AccountsService,
  'list' | 'remote' | 'forge' | 'archive' | 'registry' | 'verify'
> {
  const own = ownOf(accounts, shared);
  return {
    async list(personRef) {
      const { seen, incomplete } = await shared.list(personRef);
      const items = seen.map(each =>
        describeLinked(each, accounts.provider(each.record.service)),
      );
      return { items, ...(incomplete && { incomplete }) };
    },
    async remote(personRef, id, purpose) {
      const seen = await shared.find(personRef, id);
      if (!seen) return undefined;
      const { record, role } = seen;
      const needed = purpose === 'write' ? 'use' : 'view';
      if (role !== 'owner' && !roleCovers(role, needed)) {
        throw roleTooLow(role, needed);
      }
      const provider = accounts.provider(record.service);
      const remote = await accounts
        .values(record)
        .then(values => values && provider.remote?.(values))
        .catch(error => {
          throw error instanceof TroubleError ? noAccess(record, error) : error;
        });
      if (!remote || role === 'owner') return remote;
      return { ...remote, ownerRef: record.ownerRef };
    },
    async forge(personRef, id) {
      const found = await own(personRef, id, 'forge');
      if (!found) return undefined;
      const { record, values } = found;
      const { service, user } = record;
      return { service, user, url: values.url, token: values.token };
    },
    async archive(personRef, id) {
      const found = await own(personRef, id, 'archive');
      if (!found) return undefined;
      const { record, values } = found;
      return { service: record.service, url: values.url, token: values.token };
    },
    async registry(personRef, id) {
      const found = await own(personRef, id, 'registry');
      if (!found) return undefined;
      const { url, user, password } = found.values;
      return { url, user, password };
    },
    async verify(personRef, id, within) {
      const seen = await shared.find(personRef, id);
      if (seen) return accounts.verify(seen.record, within);
      return { state: 'failing', trouble: 'not-found', reason: 'Not linked' };
    },
  };
}

/** What is done at some services is done in the name of who has linked them, alone. */
function ownOf(accounts: LinkedAccounts, shared: SharedAccounts) {
  return async (personRef: string, id: string, kind: AccountKind) => {
    const seen = await shared.find(personRef, id);
    if (seen?.role !== 'owner') return undefined;
    const { record } = seen;
    if (accounts.provider(record.service).kind !== kind) return undefined;
    const values = await accounts.values(record).catch(error => {
      throw error instanceof TroubleError ? noAccess(record, error) : error;
    });
    return values && { record, values };
  };
}
