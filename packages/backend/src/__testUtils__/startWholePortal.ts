import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  DEMO_PERSON_HEADER,
  demoPeople,
} from '@astrolabe/plugin-communities-common';
import { createBackend } from '@backstage/backend-defaults';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what all tests of servers use
import { freePort } from '../../../../scripts/lib/freePort.mjs';
import { features } from '../features';
import { appsIn, routesOf } from './routesOf';
import { stockRoutesAt } from './stockRoutes';

type Method = 'get' | 'post' | 'put' | 'delete';

const TEMPLATES = path.resolve(__dirname, '../../../../templates');

/** A template of an operator, as the configuration names one. */
const OWN_TEMPLATE = 'own-template.yaml';

/** A service that has a token of its own, as the configuration gives it. */
const SERVICE_TOKEN = 'the-token-of-a-service-of-this-test';

/** Whoever comes so is signed in and belongs to nothing. */
const strangers = createBackendModule({
  pluginId: 'auth',
  moduleId: 'strangers',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'stranger',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize() {},
              authenticate: async () => ({ result: {} }),
            }),
            signInResolver: async (_info, ctx) =>
              ctx.issueToken({ claims: { sub: 'user:default/stranger' } }),
          }),
        });
      },
    });
  },
});

/**
 * The whole portal, as it is started, on an empty folder.
 *
 * @param options - `ownTemplate`: of the scaffolder, as an operator names one;
 *   `assets`, `http`: more of its configuration
 */
export async function startWholePortal(options: {
  ownTemplate: string;
  assets?: object;
  http?: object;
}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'astrolabe-routes-'));
  await writeFile(path.join(folder, OWN_TEMPLATE), options.ownTemplate);
  const [port, gatewayPort] = [await freePort(), await freePort()];
  const url = `http://localhost:${port}`;
  const backend = createBackend();
  let routes = () => [] as string[];
  const extras = [
    strangers,
    rootHttpRouterServiceFactory({
      configure({ app, applyDefaults }) {
        applyDefaults();
        routes = () => routesOf(app);
      },
    }),
    mockServices.rootLogger.factory(),
    mockServices.rootConfig.factory({
      data: settings({ url, port, gatewayPort, folder, ...options }),
    }),
  ];
  for (const feature of [...features(), ...extras]) backend.add(feature);
  await backend.start();
  const tokens = await tokensAt(url);
  const call = (method: Method, place: string, who: string) =>
    request(url)
      [method](place)
      .set(tokens[who] ? { authorization: `Bearer ${tokens[who]}` } : {});
  const seen = routes();
  const hidden = await Promise.all(
    appsIn(seen).map(async at => {
      const { body } = await call('get', `${at}/openapi.json`, 'service');
      return Object.entries<object>(body.paths).flatMap(([place, methods]) =>
        Object.keys(methods).map(
          method => `${method} ${place.replace(/\{(\w+)\}/g, ':$1')}`,
        ),
      );
    }),
  );
  return {
    routes: [
      ...seen.filter(each => !each.startsWith('app ')),
      // Its description leaves some out, which the table knows.
      ...new Set([...hidden.flat(), ...appsIn(seen).flatMap(stockRoutesAt)]),
    ],
    /** By who they are: nobody, a stranger, a service, and somebody of each tier. */
    tokens,
    get: (place: string, who: string) => call('get', place, who),
    post: (place: string, who: string, body: object) =>
      call('post', place, who).send(body),
    /** How a route is answered, with names of nothing for its parameters. */
    async statusOf(
      route: string,
      { who, body, query = '' }: { who: string; body?: object; query?: string },
    ): Promise<number> {
      const [method, place] = route.split(' ');
      const filled = place.replace(/:\w+(\(\*\))?/g, 'none');
      const sent = call(method as Method, `${filled}${query}`, who);
      return (await sent.send(body)).status;
    },
    async stop() {
      await backend.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function settings({
  url,
  port,
  gatewayPort,
  folder,
  assets,
  http = {},
}: {
  url: string;
  port: number;
  gatewayPort: number;
  folder: string;
  assets?: object;
  http?: object;
}) {
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: SERVICE_TOKEN, subject: 'a-service' },
          },
        ],
      },
    },
    auth: {
      environment: 'development',
      session: { secret: 'a-secret-of-this-test' },
      providers: {
        demo: {},
        'access-token': {},
        session: {},
        stranger: {},
      },
    },
    permission: { enabled: true },
    catalog: {
      rules: [],
      locations: [
        {
          ...{ type: 'file', target: path.join(folder, OWN_TEMPLATE) },
          rules: [{ allow: ['Template'] }],
        },
      ],
    },
    // Its long polls would keep the server from stopping for a minute.
    events: { useEventBus: 'never' },
    communities: { signIn: { demo: { enabled: true } } },
    accounts: {
      secrets: { embedded: { keyFile: path.join(folder, 'secrets.key') } },
    },
    assets: {
      files: { roots: [folder] },
      templates: { roots: [TEMPLATES] },
      ...assets,
    },
    http,
    storage: { home: { root: folder } },
    workloads: {
      gateway: {
        host: '127.0.0.1',
        port: gatewayPort,
        baseUrl: `http://apps.localhost:${gatewayPort}`,
      },
      local: { dataDirectory: folder, environmentRoots: [folder] },
    },
  };
}

async function tokensAt(url: string): Promise<Record<string, string>> {
  const tokenOf = async (provider: string, name = '') => {
    const { body } = await request(url)
      .get(`/api/auth/${provider}/refresh?env=development`)
      .set(DEMO_PERSON_HEADER, name)
      .expect(200);
    return body.backstageIdentity.token as string;
  };
  const tokens: Record<string, string> = {
    nobody: '',
    stranger: await tokenOf('stranger'),
    service: SERVICE_TOKEN,
  };
  for (const { name, tier } of demoPeople) {
    tokens[tier] = await tokenOf('demo', name);
  }
  return tokens;
}
