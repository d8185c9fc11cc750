import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { httpRouterServiceFactory } from '@backstage/backend-defaults/httpRouter';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import type { JsonObject } from '@backstage/types';
import { communitiesFeatures } from '../features';
import type { Browser } from './Browser';
import { CLIENT } from './TinyProvider';

export type Portal = Awaited<ReturnType<typeof startSignIn>>;

export const ROLES = {
  claim: 'realm_access.roles',
  pattern: 'access:{community}:{level}',
  levels: Object.fromEntries(
    ['demo', 'full', 'manager', 'operator'].map(tier => [tier, tier]),
  ),
};

/**
 * The portal's backend with sign-in by one provider and Backstage's own
 * services around it, at an address that is known before it starts.
 */
export async function startSignIn(options: Options) {
  const { providerId = 'tiny' } = options;
  const relay = await startRelay();
  const url = `http://localhost:${relay.port}`;
  const tasks = new Map<string, () => Promise<void>>();
  const logged: string[] = [];
  const log = (message: string) => void logged.push(message);
  const { server } = await startTestBackend({
    features: [
      ...[authPlugin, permissionPlugin, communitiesFeatures],
      ...(options.rooms ?? []),
      ...[authServiceFactory, httpAuthServiceFactory],
      ...[httpRouterServiceFactory, permissionsServiceFactory],
      mockServices.rootConfig.factory({ data: configuration(url, options) }),
      mockServices.logger.mock({ warn: log, error: log, info: log }).factory,
      mockServices.scheduler.mock({
        async scheduleTask({ id, fn }) {
          tasks.set(id, fn as never);
        },
        createScheduledTaskRunner: () => ({
          run: async ({ id, fn }) => void tasks.set(id, fn as never),
        }),
      }).factory,
    ],
  });
  relay.to(server.port());
  return {
    url,
    /** Everything that was logged, in one text. */
    logs: () => logged.join('\n'),
    /** What its keeper does every few seconds. */
    keep: async () => tasks.get('keep-sessions')?.(),
    /** The same of what brings people into the catalogue. */
    tellCatalogue: async () => tasks.get('people-to-catalogue')!(),
    startUrl: (page = '/', prompt?: 'login') =>
      `${url}/api/communities/v1/sign-in/${providerId}/start?${new URLSearchParams(
        { return: page, ...(prompt && { prompt }) },
      )}`,
    /** What Backstage's own session endpoint says to a browser. */
    session: (browser: Browser) =>
      browser.request(`${url}/api/auth/session/refresh`, {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
      }),
    me: (token: string) =>
      fetch(`${url}/api/communities/v1/me`, {
        headers: { authorization: `Bearer ${token}` },
      }),
    async stop() {
      await relay.stop();
      await server.stop();
    },
  };
}

interface Options {
  issuer: string;
  providerId?: string;
  rules?: JsonObject[];
  provider?: JsonObject;
  signIn?: JsonObject;
  people?: JsonObject;
  /** Further ones. */
  rooms?: BackendFeature[];
}

function configuration(url: string, options: Options) {
  const { issuer, providerId = 'tiny', rules = [ROLES] } = options;
  return {
    app: { title: 'Astrolabe', baseUrl: url },
    backend: { baseUrl: url, auth: { keys: [] } },
    auth: {
      session: { secret: 'a-secret-of-this-test-that-is-long-enough' },
      providers: { session: {} },
    },
    permission: { enabled: true },
    communities: {
      list: [
        {
          ...{ id: 'imagine', title: 'iMagine' },
          accessRequests: { tiers: ['full'] },
        },
      ],
      people: options.people ?? {},
      signIn: {
        refreshSeconds: 1,
        ...options.signIn,
        providers: [
          {
            ...{ id: providerId, title: 'The institute', issuer, rules },
            ...{ clientId: CLIENT.id, clientSecret: CLIENT.secret },
            ...options.provider,
          },
        ],
      },
    },
  };
}

/** Its port is there before the server that it leads to. */
async function startRelay() {
  let target = 0;
  const open = new Set<Socket>();
  const relay = createServer(socket => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    const onward = connect(target, 'localhost');
    socket.pipe(onward).pipe(socket);
    socket.on('error', () => onward.destroy());
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>(resolve => relay.listen(0, 'localhost', resolve));
  return {
    port: (relay.address() as AddressInfo).port,
    to(port: number) {
      target = port;
    },
    /** Also whoever still holds a connection: it would be waited for. */
    stop() {
      for (const socket of open) socket.destroy();
      return new Promise(resolve => relay.close(resolve));
    },
  };
}
