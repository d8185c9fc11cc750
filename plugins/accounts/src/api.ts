import type { AccountsApi } from '@astrolabe/plugin-accounts-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/** Linked services, as pages see them. @public */
export const accountsApiRef = createApiRef<AccountsApi>({
  id: 'plugin.accounts.client',
});
