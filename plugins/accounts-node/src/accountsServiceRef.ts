import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { AccountsSlot } from './AccountsSlot';

/** The accounts room of this process. @public */
export const accountsServiceRef = createServiceRef<AccountsSlot>({
  id: 'astrolabe.accounts',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => new AccountsSlot(),
    }),
});
