import type {
  AccountsApi,
  SecretsApi,
} from '@astrolabe/plugin-accounts-common';
import type {
  Workload,
  WorkloadsClient,
} from '@astrolabe/plugin-workloads-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/** Linked services, as pages see them. @public */
export const accountsApiRef = createApiRef<AccountsApi>({
  id: 'plugin.accounts.client',
});

/** Secrets, as pages see them. @public */
export const secretsApiRef = createApiRef<SecretsApi>({
  id: 'plugin.accounts.secrets',
});

/** Workloads of the person, as far as they use what is kept here. @public */
export type UsersApi = Pick<WorkloadsClient, 'list' | 'restart'>;

/** @public */
export type User = Pick<
  Workload,
  'id' | 'title' | 'state' | 'desired' | 'accounts'
>;

/** What uses secrets and linked services, as pages see it. @public */
export const usersApiRef = createApiRef<UsersApi>({
  id: 'plugin.accounts.users',
});
