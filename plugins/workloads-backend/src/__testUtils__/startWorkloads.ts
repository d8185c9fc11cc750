import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
// The real policy, where a test of this room goes in by the front door.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import communitiesFeatures from '@astrolabe/plugin-communities-backend';
import type { CheckedModule } from '@astrolabe/plugin-assets-node';
import {
  demoPeople,
  demoPersonRef,
  tierRef,
} from '@astrolabe/plugin-communities-common';
import type { WorkloadSignal } from '@astrolabe/plugin-workloads-common';
import { workloadEnginesExtensionPoint } from '@astrolabe/plugin-workloads-node';
import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import request from 'supertest';
import workloadsPlugin from '..';
import {
  checkedService,
  createShelf,
  shelfService,
  type AssetShelf,
} from './assets';
import { createDatabase } from './createDatabase';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what all tests of servers use
import { freePort } from '../../../../scripts/lib/freePort.mjs';

/** What the room told others while it ran. */
export interface Heard {
  signals: { to: string; signal: WorkloadSignal }[];
  launches: unknown[];
  /** Of Backstage's notifications. */
  notifications: { to: string; title: string; link: string }[];
  /** `workload-launch:succeeded`, with whose and on what. */
  audits: { what: string; meta: object }[];
}

export interface StartOptions {
  engine?: InMemoryWorkloadEngine;
  /** After `engine`, in their order. */
  moreEngines?: InMemoryWorkloadEngine[];
  /** An earlier portal's, to start it again on what it left. */
  knex?: Knex;
  communitiesKnex?: Knex;
  shelf?: AssetShelf;
  /** What is known of modules, by their refs; it may change meanwhile. */
  modules?: Map<string, CheckedModule>;
  config?: object;
  /** Configuration of who may do how much. */
  communities?: object;
  /** Groups in people's sessions, beside their tier. */
  groups?: Record<string, string[]>;
  /** Claims of people who are no demo people, by name; they may change meanwhile. */
  people?: Record<string, string[]>;
  /** Configuration of other rooms. */
  others?: object;
  features?: BackendFeature[];
}

/** Of the demo people, whom the catalogue knows. */
const peopleWithMail = ['nia'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  spec: { profile: { email: mailOf(name) }, memberOf: [] },
}));

/** Where a person gets mail, if they do. */
export function mailOf(name: string): string {
  return `${name}@people.example`;
}

export type Portal = Awaited<ReturnType<typeof startWorkloads>>;

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

/** One for each room, as they are in the portal; what others keep is nobody's to see. */
const databaseOf = (knex: Knex, communitiesKnex: Knex) =>
  createServiceFactory({
    service: coreServices.database,
    deps: { plugin: coreServices.pluginMetadata },
    factory: ({ plugin }) => {
      const kept = { workloads: knex, communities: communitiesKnex };
      const id = plugin.getId() as keyof typeof kept;
      return mockServices.database({ knex: kept[id] ?? createDatabase() });
    },
  });

/** The workloads room with its own database, the real policy, and a fake engine. */
export async function startWorkloads(options: StartOptions = {}) {
  const engine = options.engine ?? new InMemoryWorkloadEngine();
  const knex = options.knex ?? createDatabase();
  const communitiesKnex = options.communitiesKnex ?? createDatabase();
  const shelf = options.shelf ?? createShelf();
  const heard: Heard = {
    ...{ signals: [], launches: [], notifications: [], audits: [] },
  };
  const gatewayPort = await freePort();
  const { config = {}, features = [], moreEngines = [] } = options;
  const backend = await startTestBackend({
    features: [
      workloadsPlugin,
      permissionPlugin,
      communitiesFeatures,
      // The real one, which asks the policy over HTTP.
      mockServices.permissions.factory(),
      authFactory,
      engineModule([engine, ...moreEngines]),
      shelfService(shelf),
      checkedService(options.modules),
      ...listeners(heard),
      catalogServiceMock.factory({ entities: peopleWithMail }),
      databaseOf(knex, communitiesKnex),
      mockServices.userInfo.mock({
        getUserInfo: async user => tell(user, options),
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example' },
          permission: { enabled: true },
          communities: options.communities ?? {},
          workloads: {
            resyncSeconds: 0.2,
            requestsPerMinute: 10_000,
            gateway: { port: gatewayPort },
            ...config,
          },
          ...options.others,
        },
      }),
      ...features,
    ],
  });
  return {
    engine,
    knex,
    communitiesKnex,
    shelf,
    heard,
    gatewayPort,
    as: (name: string) => person(backend.server, name),
    /** As when the portal alone is stopped: the engine goes on. */
    stopPortal: () => backend.stop(),
    stop: async () => {
      await backend.stop();
      for (const each of [engine, ...moreEngines]) each.close();
    },
  };
}

/** What one person does over HTTP. */
function person(server: Parameters<typeof request>[0], name: string) {
  const header = headerOf(name);
  /** Of any room; the path comes after `/api/`. */
  const call = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
    request(server)[method](`/api/${path}`).set('authorization', header);
  const send = (method: 'get' | 'post' | 'put' | 'delete') => (path: string) =>
    call(method, `workloads${path}`);
  const [get, post] = [send('get'), send('post')];
  return {
    call,
    get,
    post,
    put: send('put'),
    delete: send('delete'),
    launch: (values: object = {}, more: LaunchOptions = {}) =>
      post('/v1/workloads')
        .set('idempotency-key', more.key ?? crypto.randomUUID())
        .send({
          entityRef: `aitool:default/${more.tool ?? 'greeter'}`,
          values,
          siteId: more.siteId,
          ...more.request,
        }),
    /** Looks until it is in this state. */
    until: (id: string, state: string) =>
      eventually(async () => {
        const { body } = await get(`/v1/workloads/${id}`);
        if (body.state === state) return body;
        throw new Error(`Never ${state}: ${JSON.stringify(body)}`);
      }),
  };
}

function headerOf(name: string): string {
  if (name === 'nobody') return mockCredentials.none.header();
  if (name === 'a service') return mockCredentials.service.header();
  return mockCredentials.user.header(demoPersonRef(name));
}

interface LaunchOptions {
  key?: string;
  tool?: string;
  siteId?: string;
  /** What else is asked. */
  request?: object;
}

/** The demo people with their tiers, and others with what is told of them. */
function tell(
  { principal }: { principal: unknown },
  { groups = {}, people = {} }: Pick<StartOptions, 'groups' | 'people'>,
) {
  const { userEntityRef } = principal as { userEntityRef: string };
  const known = demoPeople.find(
    ({ name }) => demoPersonRef(name) === userEntityRef,
  );
  const name = userEntityRef.slice(demoPersonRef('').length);
  const ownershipEntityRefs = known
    ? [userEntityRef, tierRef(known.tier), ...(groups[known.name] ?? [])]
    : [userEntityRef, ...(people[name] ?? [])];
  return { userEntityRef, ownershipEntityRefs };
}

function engineModule(all: InMemoryWorkloadEngine[]) {
  return createBackendModule({
    pluginId: 'workloads',
    moduleId: 'in-memory',
    register(reg) {
      reg.registerInit({
        deps: { engines: workloadEnginesExtensionPoint },
        async init({ engines }) {
          for (const engine of all) engines.addEngine(engine);
        },
      });
    },
  });
}

function listeners(heard: Heard): BackendFeature[] {
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, meta = {} }) => {
      const note = (how: string) => async () =>
        void heard.audits.push({ what: `${eventId}:${how}`, meta });
      return { success: note('succeeded'), fail: note('failed') };
    },
  });
  return [
    auditor.factory,
    createServiceFactory({
      service: signalsServiceRef,
      deps: {},
      factory: () => ({
        publish: async ({ recipients, message }) => {
          const to =
            recipients.type === 'user' ? recipients.entityRef : 'everybody';
          const signal = message as unknown as WorkloadSignal;
          heard.signals.push({ to: String(to), signal });
        },
      }),
    }),
    createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => ({
        send: async ({ recipients, payload }) => {
          const to = String((recipients as { entityRef?: string }).entityRef);
          const { title, link = '' } = payload;
          heard.notifications.push({ to, title, link });
        },
      }),
    }),
    createServiceFactory({
      service: eventsServiceRef,
      deps: {},
      factory: () => ({
        publish: async event => void heard.launches.push(event),
        subscribe: async () => {},
      }),
    }),
  ];
}

/** Waits until what is asked holds; says the last reason when it never does. */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  seconds: number = 20,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}
