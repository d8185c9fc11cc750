import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
// The real policy: a test goes in by the front door.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import communitiesFeatures from '@astrolabe/plugin-communities-backend';
import {
  accountsServiceRef,
  type AccountsSlot,
} from '@astrolabe/plugin-accounts-node';
import { tierRef } from '@astrolabe/plugin-communities-common';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import createKnex, { type Knex } from 'knex';
import request from 'supertest';
import accountsPlugin from '..';

export type Portal = Awaited<ReturnType<typeof startAccounts>>;

/** What a test portal has beside what everyone has. */
export interface StartOptions {
  /** Groups of people by name; they may change meanwhile. */
  people?: Record<string, string[]>;
  keyFile: string;
  knex?: Knex;
  /** Of the communities room, which knows who people are. */
  communitiesKnex?: Knex;
  /** Of the configuration's `accounts`. */
  config?: object;
  /** Of providers by which people sign in. */
  issuers?: string[];
  /** Hosts in private networks that addresses may lead to. */
  allowedHosts?: string[];
}

/** A database of its own, in memory. */
export function createDatabase(): Knex {
  return createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    // One connection: each would have a memory of its own.
    pool: { min: 1, max: 1 },
  });
}

/** Ada and Max are members of Sea, Mia manages it, Sam is nothing anywhere. */
const usual = {
  ada: [tierRef('full', 'sea')],
  max: [tierRef('full', 'sea')],
  mia: [tierRef('manager', 'sea'), tierRef('full', 'wood')],
  dora: [tierRef('demo', 'sea')],
  sam: [],
  olga: [tierRef('operator', 'sea')],
};

export const refOf = (name: string) => `user:default/${name}`;

/** The mocked tokens forget who speaks for a person; the permissions room asks that. */
const authFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const pluginId = plugin.getId();
    const auth = mockServices.auth({ pluginId });
    const issue = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options => {
      const { userEntityRef } = options.onBehalfOf.principal as {
        userEntityRef?: string;
      };
      if (!userEntityRef) return issue(options);
      const actor = { subject: `plugin:${pluginId}` };
      return { token: mockCredentials.user.token(userEntityRef, { actor }) };
    };
    return auth;
  },
});

/** The accounts room with the real policy, and two communities. */
export async function startAccounts(options: StartOptions) {
  const people: Record<string, string[]> = { ...usual, ...options.people };
  const knex = options.knex ?? createDatabase();
  const heard = {
    audits: [] as { what: string; meta: object }[],
    notices: [] as NotificationSendOptions[],
    logs: '',
  };
  let accounts: AccountsSlot;
  const backend = await startTestBackend({
    features: [
      accountsPlugin,
      communitiesFeatures,
      permissionPlugin,
      mockServices.permissions.factory(),
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) => {
          const given: Record<string, Knex | undefined> = {
            ...{ accounts: knex, communities: options.communitiesKnex },
          };
          return mockServices.database({
            knex: given[plugin.getId()] ?? createDatabase(),
          });
        },
      }),
      authFactory,
      auditorOf(heard.audits),
      notificationsOf(heard.notices),
      loggerOf(text => {
        heard.logs += text;
      }),
      mockServices.userInfo.mock({
        getUserInfo: async ({ principal }) => {
          const { userEntityRef } = principal as { userEntityRef: string };
          const name = userEntityRef.slice(refOf('').length);
          const refs = [userEntityRef, ...(people[name] ?? [])];
          return { userEntityRef, ownershipEntityRefs: refs };
        },
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example' },
          permission: { enabled: true },
          http: { allowedHosts: options.allowedHosts ?? [] },
          communities: {
            list: [
              { id: 'sea', title: 'Sea' },
              { id: 'wood', title: 'Wood' },
            ],
            signIn: signInBy(options.issuers ?? []),
          },
          accounts: {
            secrets: { embedded: { keyFile: options.keyFile } },
            ...options.config,
          },
        },
      }),
      createBackendModule({
        pluginId: 'accounts',
        moduleId: 'look-in',
        register(reg) {
          reg.registerInit({
            deps: { service: accountsServiceRef },
            init: async ({ service }) => {
              accounts = service;
            },
          });
        },
      }),
    ],
  });
  return {
    ...{ knex, people, heard },
    stop: () => backend.stop(),
    accounts: accounts!,
    as: (name: string) => person(backend.server, name),
  };
}

function signInBy(issuers: string[]) {
  return {
    secrets: ['a-secret-of-these-tests-that-is-long-enough'],
    providers: issuers.map((issuer, index) => ({
      ...{ id: `provider-${index}`, issuer, clientId: 'x', clientSecret: 'x' },
      rules: [],
    })),
  };
}

function person(server: Parameters<typeof request>[0], name: string) {
  const header =
    name === 'nobody'
      ? mockCredentials.none.header()
      : mockCredentials.user.header(refOf(name));
  const send = (method: 'get' | 'post' | 'put' | 'delete') => (path: string) =>
    request(server)
      [method](`/api/accounts/v1${path}`)
      .set('authorization', header);
  return {
    get: send('get'),
    post: send('post'),
    put: send('put'),
    delete: send('delete'),
  };
}

function auditorOf(audits: { what: string; meta: object }[]) {
  return mockServices.auditor.mock({
    createEvent: async ({ eventId, meta = {} }) => {
      const note =
        (how: string) =>
        async ({ meta: said, ...end }: { meta?: object } = {}) =>
          void audits.push({
            ...{ what: `${eventId}:${how}`, ...end },
            meta: { ...meta, ...said },
          });
      return { success: note('succeeded'), fail: note('failed') };
    },
  }).factory;
}

function notificationsOf(notices: NotificationSendOptions[]) {
  return createServiceFactory({
    service: notificationService,
    deps: {},
    factory: () => ({ send: async notice => void notices.push(notice) }),
  });
}

/** All that is logged, as one text. */
function loggerOf(write: (text: string) => void) {
  const say = (text: string, meta?: object) => {
    const error = meta instanceof Error ? `${meta.stack}` : '';
    write(`${text} ${error} ${JSON.stringify(meta ?? {})}\n`);
  };
  const logger = mockServices.logger.mock({
    ...{ error: say, warn: say, info: say, debug: say },
  });
  logger.child.mockReturnValue(logger);
  return logger.factory;
}
