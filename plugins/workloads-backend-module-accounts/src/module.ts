import { createBackendModule } from '@backstage/backend-plugin-api';
import { accountsServiceRef } from '@astrolabe/plugin-accounts-node';
import {
  personalSecretsExtensionPoint,
  storageAccountsExtensionPoint,
} from '@astrolabe/plugin-workloads-node';
import { KeptSecrets } from './KeptSecrets';
import { LinkedStorages } from './LinkedStorages';

/**
 * Lets workloads have what their owners have linked and kept secret.
 *
 * @public
 */
export const workloadsModuleAccounts = createBackendModule({
  pluginId: 'workloads',
  moduleId: 'accounts',
  register(reg) {
    reg.registerInit({
      deps: {
        accounts: accountsServiceRef,
        secrets: personalSecretsExtensionPoint,
        storages: storageAccountsExtensionPoint,
      },
      async init({ accounts, secrets, storages }) {
        storages.addStorageAccounts(new LinkedStorages(accounts));
        secrets.setPersonalSecrets(new KeptSecrets(accounts));
      },
    });
  },
});
