import path from 'node:path';
import {
  type BackendFeature,
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  accountsServiceRef,
  type ForgeAccess,
} from '@astrolabe/plugin-accounts-node';
import { MODULE_CHECKED_TOPIC } from '@astrolabe/plugin-assets-common';
// The room as it is in the portal.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import workloadsPlugin from '@astrolabe/plugin-workloads-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  eventsServiceRef,
  type EventsServiceSubscribeOptions,
} from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import express from 'express';
import assetsPlugin from '../..';
import type { Changes } from '../../__testUtils__';
import { accountsWith } from '../../__testUtils__/forges/accountsWith';

const templates = path.resolve(__dirname, '../../../../../templates');

/** What a portal is told, and what it keeps outside of itself. */
export interface PortalSetting {
  /** What forges know it by. */
  port: number;
  gatewayPort: number;
  /** Of assets. */
  folder: string;
  /** Of databases. */
  data: string;
  engine: BackendFeature;
  /** More of the configuration of that room. */
  workloads: object;
  access: () => ForgeAccess;
  secrets: Map<string, string>;
  /** What was told on the bus. */
  told: unknown[];
  /** `assets.trustedRepositories`, as it is at present. */
  trusted: object[];
  /** Tells of changes of that; absent: there are none. */
  changes?: Changes;
}

/** The communities room, as far as others ask it. */
const people = createBackendPlugin({
  pluginId: 'communities',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = express.Router();
        router.get('/v1/people/:name', (_req, res) => {
          const memberships = [{ community: 'default', tier: 'full' }];
          res.json({ isKnown: true, memberships });
        });
        httpRouter.use(router);
      },
    });
  },
});

const others = [
  createServiceFactory({
    service: coreServices.userInfo,
    deps: {},
    factory: () => ({
      async getUserInfo({ principal }) {
        const { userEntityRef } = principal as { userEntityRef: string };
        const tier = 'group:default/tier-full';
        return { userEntityRef, ownershipEntityRefs: [userEntityRef, tier] };
      },
    }),
  }),
  createServiceFactory({
    service: signalsServiceRef,
    deps: {},
    factory: () => ({ publish: async () => {} }),
  }),
  createServiceFactory({
    service: notificationService,
    deps: {},
    factory: () => ({ send: async () => {} }),
  }),
];

/** The rooms that checks go through, and others as far as those ask them. */
export function featuresOf(setting: PortalSetting): BackendFeature[] {
  const { port, folder, data, engine } = setting;
  const baseUrl = `http://127.0.0.1:${port}`;
  const directory = path.join(data, 'db');
  const configuration = () => ({
    app: { baseUrl },
    backend: {
      baseUrl,
      database: { client: 'better-sqlite3', connection: { directory } },
    },
    assets: {
      files: { roots: [folder], everySeconds: 0.2 },
      templates: { roots: [templates] },
      checks: { runners: ['portal'] },
      dataDirectory: path.join(data, 'assets'),
      trustedRepositories: setting.trusted,
    },
    workloads: {
      resyncSeconds: 0.5,
      gateway: { port: setting.gatewayPort },
      ...setting.workloads,
    },
    http: { allowedHosts: ['127.0.0.1'] },
  });
  return [
    ...[assetsPlugin, workloadsPlugin, engine, people],
    ...[catalogServiceMock.factory(), accounts(setting), events(setting)],
    ...others,
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () =>
        setting.changes?.config(configuration) ??
        mockServices.rootConfig({ data: configuration() as JsonObject }),
    }),
  ];
}

function accounts({ access, secrets }: PortalSetting) {
  const slot = accountsWith(access, {
    async keep(owner, values, { objectId }) {
      for (const [name, value] of Object.entries(values)) {
        secrets.set(`${owner} ${objectId} ${name}`, value);
      }
    },
    give: async (owner, { objectId, name }) =>
      secrets.get(`${owner} ${objectId} ${name}`),
    async forget(id) {
      for (const key of secrets.keys()) {
        if (key.includes(` ${id} `)) secrets.delete(key);
      }
    },
    holders: async () => [],
  });
  return createServiceFactory({
    service: accountsServiceRef,
    deps: {},
    factory: () => slot,
  });
}

function events({ told }: PortalSetting) {
  const listeners: EventsServiceSubscribeOptions[] = [];
  return createServiceFactory({
    service: eventsServiceRef,
    deps: {},
    factory: () => ({
      async publish(event) {
        const { topic, eventPayload } = event;
        if (topic === MODULE_CHECKED_TOPIC) told.push(eventPayload);
        for (const each of listeners) {
          if (each.topics.includes(topic)) await each.onEvent(event);
        }
      },
      async subscribe(listener) {
        listeners.push(listener);
      },
    }),
  });
}
