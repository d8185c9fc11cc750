import type {
  AccountsApi,
  SecretsApi,
} from '@astrolabe/plugin-accounts-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/** Linked services, as pages see them. @public */
export const accountsApiRef = createApiRef<AccountsApi>({
  id: 'plugin.accounts.client',
});

/** Secrets, as pages see them. @public */
export const secretsApiRef = createApiRef<SecretsApi>({
  id: 'plugin.accounts.secrets',
});
