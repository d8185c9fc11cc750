import { request as send } from 'node:http';
import { DEMO_PERSON_HEADER } from '@astrolabe/plugin-communities-common';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import type { JsonObject } from '@backstage/types';
import express from 'express';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what all tests of servers use
import { freePort } from '../../../../scripts/lib/freePort.mjs';
import communitiesFeatures, { machineDoor } from '..';

/** A room that tells who asks. */
const mirror = (pluginId: string) =>
  createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          router: coreServices.httpRouter,
        },
        async init({ httpAuth, router }) {
          const routes = express.Router();
          routes.use((req, res, next) => {
            httpAuth
              .credentials(req)
              .then(({ principal }) => res.json({ principal }), next);
          });
          router.use(routes);
        },
      });
    },
  });

/**
 * A portal with Backstage's real sign-in, policy and HTTP server.
 *
 * @param rooms - further ones
 * @param communities - more of their configuration
 */
export async function startPortal({
  rooms = [],
  communities = {},
}: { rooms?: BackendFeature[]; communities?: JsonObject } = {}) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const backend = createBackend();
  const features = [
    authPlugin,
    permissionPlugin,
    communitiesFeatures,
    machineDoor,
    mirror('workloads'),
    mirror('assets'),
    mirror('storage'),
    mirror('signals'),
    ...rooms,
    mockServices.rootLogger.factory(),
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { host: '127.0.0.1', port },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        auth: {
          environment: 'development',
          session: { secret: 'a-secret-of-this-test' },
          providers: { demo: {}, 'access-token': {} },
        },
        permission: { enabled: true },
        communities: {
          signIn: { demo: { enabled: true } },
          tokens: { mostDays: 100, perPerson: 30 },
          ...communities,
        },
      },
    }),
  ];
  for (const feature of features) backend.add(feature);
  await backend.start();
  const signIn = async (name: string): Promise<string> => {
    const { body } = await request(url)
      .get('/api/auth/demo/refresh?env=development')
      .set(DEMO_PERSON_HEADER, name);
    return body.backstageIdentity.token;
  };
  return { url, signIn, stop: () => backend.stop() };
}

/** How a request is answered whose headers are just these, twice if they are there twice. */
export function statusOf(
  url: string,
  headers: string[],
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    send(url, { headers })
      .on('response', answer => {
        answer.resume();
        resolve(answer.statusCode);
      })
      .on('upgrade', (answer, socket) => {
        socket.destroy();
        resolve(answer.statusCode);
      })
      .on('error', reject)
      .end();
  });
}
