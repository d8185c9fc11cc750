import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { accountsServiceRef } from '@astrolabe/plugin-accounts-node';
import { Router } from 'express';

/** What other rooms of the process ask of accounts, for a benchmark outside of it. */
const asks = createBackendPlugin({
  pluginId: 'asks',
  register({ registerInit }) {
    registerInit({
      deps: {
        accounts: accountsServiceRef,
        router: coreServices.httpRouter,
      },
      async init({ accounts, router }) {
        const routes = Router();
        const use = { by: 'workloads', objectId: 'bench' };
        const timed = async (work: () => Promise<unknown>) => {
          const began = performance.now();
          const answer = await work();
          return { ms: performance.now() - began, answer };
        };
        routes.get('/secret', async (req, res) => {
          const { owner, name } = req.query as Record<string, string>;
          const { ms, answer } = await timed(() =>
            accounts.secret(owner, name, use),
          );
          res.json({ ms, found: answer !== undefined });
        });
        // As before a launch: all that it needs, at once.
        routes.get('/verified', async (req, res) => {
          const { owner, names } = req.query as Record<string, string>;
          const { ms, answer } = await timed(() =>
            Promise.all(
              names
                .split(',')
                .map(name => accounts.verify(owner, name, { withinMs: 3000 })),
            ),
          );
          res.json({ ms, answer });
        });
        router.use(routes);
        router.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
      },
    });
  },
});

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@astrolabe/plugin-communities-backend'));
backend.add(import('@astrolabe/plugin-accounts-backend'));
backend.add(asks);
backend.start();
