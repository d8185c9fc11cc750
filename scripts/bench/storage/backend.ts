import { createBackend } from '@backstage/backend-defaults';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  accountsServiceRef,
  AccountsSlot,
} from '../../../plugins/accounts-node/src';
import { letFilesPass } from '../../../packages/backend/src/memory';

// As the portal is started.
letFilesPass();

/** The storage room, with what everybody has linked by `BENCH_LINKED`: remotes of rclone by id. */
const linked = JSON.parse(process.env.BENCH_LINKED!);
const slot = new AccountsSlot();
slot.provide({
  list: async () => [],
  remote: async (_owner, id) => linked[id],
  verify: async () => ({ state: 'working' }),
  secret: async () => undefined,
});

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@astrolabe/plugin-communities-backend'));
backend.add(
  createServiceFactory({
    service: accountsServiceRef,
    deps: {},
    factory: () => slot,
  }),
);
backend.add(import('@astrolabe/plugin-storage-backend'));
backend.start();
