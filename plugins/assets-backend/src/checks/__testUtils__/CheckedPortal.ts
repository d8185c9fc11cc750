import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type BackendFeature,
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  accountsServiceRef,
  type ForgeAccess,
} from '@astrolabe/plugin-accounts-node';
import { MODULE_CHECKED_TOPIC } from '@astrolabe/plugin-assets-common';
// The rooms as they are in the portal.
/* eslint-disable @backstage/no-mixed-plugin-imports */
import workloadsPlugin from '@astrolabe/plugin-workloads-backend';
import workloadsModuleLocal from '@astrolabe/plugin-workloads-backend-module-local';
import workloadsModuleNomad from '@astrolabe/plugin-workloads-backend-module-nomad';
/* eslint-enable @backstage/no-mixed-plugin-imports */
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  eventsServiceRef,
  type EventsServiceSubscribeOptions,
} from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import express from 'express';
import request from 'supertest';
import assetsPlugin from '../..';
import { AssetFolder } from '../../__testUtils__';
import { accountsWith, ADA } from '../../__testUtils__/forges/accountsWith';
import {
  installed,
  root,
  shipped,
  withoutEnvironment,
  withVariables,
} from './shipped';
import { standIn } from './standIn';
/* eslint-disable @backstage/no-relative-monorepo-imports -- what all tests of servers use */
import { Browser } from '../../../../workloads-backend/src/__testUtils__/Browser';
import { freePort } from '../../../../../scripts/lib/freePort.mjs';
/* eslint-enable @backstage/no-relative-monorepo-imports */

const templates = path.join(root, 'templates');

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

/** Where what is launched runs. */
interface Place {
  engine: BackendFeature;
  /** As in its configuration. */
  workloads: object;
}

/** The portal with the rooms that checks go through; what it keeps outlives it. */
export class CheckedPortal {
  /** What was sent to its hooks. */
  readonly deliveries: {
    headers: http.IncomingHttpHeaders;
    url: string;
    body: Buffer;
    status: number;
    ms: number;
  }[] = [];
  /** What was told on the bus. */
  readonly told: unknown[] = [];
  readonly #secrets = new Map<string, string>();
  readonly #access: () => ForgeAccess;
  readonly #door: http.Server;
  readonly #port: number;
  readonly #folder: AssetFolder;
  readonly #data: string;
  #at: Place;
  readonly #listeners: EventsServiceSubscribeOptions[] = [];
  #gatewayPort = 0;
  #backend: Awaited<ReturnType<typeof startTestBackend>> | undefined;

  private constructor(options: {
    access: () => ForgeAccess;
    port: number;
    folder: AssetFolder;
    data: string;
    at: Place;
  }) {
    this.#access = options.access;
    this.#port = options.port;
    this.#folder = options.folder;
    this.#data = options.data;
    this.#at = options.at;
    this.#door = http.createServer((req, res) => void this.#pass(req, res));
  }

  /**
   * What forges know it by stays the same, whenever it is started.
   *
   * @param options.shippedWith it checks by the manifest that is shipped, with Python, tox
   * and these variables
   */
  static async open(
    access: () => ForgeAccess,
    { shippedWith }: { shippedWith?: Record<string, string> } = {},
  ): Promise<CheckedPortal> {
    const folder = await AssetFolder.create();
    const manifest = shippedWith ? await withVariables(shippedWith) : standIn;
    await folder.write('manifests/deepaas.yaml', manifest);
    const data = await mkdtemp(path.join(tmpdir(), 'astrolabe-checks-'));
    const port = await freePort();
    const at = {
      engine: workloadsModuleLocal,
      workloads: {
        local: shippedWith
          ? { dataDirectory: installed, environmentRoots: [shipped] }
          : { dataDirectory: path.join(data, 'local') },
      },
    };
    const portal = new CheckedPortal({ access, port, folder, data, at });
    await new Promise<void>(resolve => {
      portal.#door.listen(port, '127.0.0.1', resolve);
    });
    await portal.start();
    return portal;
  }

  async start(): Promise<void> {
    this.#gatewayPort = await freePort();
    this.#backend = await startTestBackend({
      features: [
        ...[assetsPlugin, workloadsPlugin, this.#at.engine],
        ...[people, catalogServiceMock.factory()],
        ...this.#services(),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: `http://127.0.0.1:${this.#port}` },
            backend: {
              baseUrl: `http://127.0.0.1:${this.#port}`,
              database: {
                client: 'better-sqlite3',
                connection: { directory: path.join(this.#data, 'db') },
              },
            },
            assets: {
              files: { roots: [this.#folder.path], everySeconds: 0.2 },
              templates: { roots: [templates] },
              checks: { runners: ['portal'] },
            },
            workloads: {
              resyncSeconds: 0.5,
              gateway: { port: this.#gatewayPort },
              ...this.#at.workloads,
            },
            http: { allowedHosts: ['127.0.0.1'] },
          },
        }),
      ],
    });
  }

  /**
   * Goes on with processes of a Nomad alone: as shipped, but that what is installed for
   * checks is there already, and no image of it is needed.
   */
  async moveTo({ url, region }: { url: string; region: string }) {
    await this.stop();
    const manifest = await withoutEnvironment();
    await this.#folder.write('manifests/deepaas.yaml', manifest);
    const drivers = { processes: 'raw_exec' };
    const nomad = { url, regions: [{ name: region }], drivers };
    this.#at = {
      engine: workloadsModuleNomad,
      workloads: { nomad },
    };
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#backend?.stop();
    this.#backend = undefined;
    this.#listeners.length = 0;
  }

  async end(): Promise<void> {
    await this.stop();
    this.#door.closeAllConnections();
    await new Promise(resolve => this.#door.close(resolve));
    await this.#folder.remove();
    await rm(this.#data, { recursive: true, force: true });
  }

  /** As Ada, unless told; the path comes after `/api/assets/v1`. */
  ask(method: 'get' | 'post' | 'put' | 'delete', where: string, person = ADA) {
    return request(this.#backend!.server)
      [method](`/api/assets/v1${where}`)
      .set('authorization', mockCredentials.user.header(person));
  }

  /** What a forge, or whoever says that they are one, sends. */
  deliver(where: string, headers: Record<string, string>, body: Buffer) {
    return request(this.#backend!.server)
      .post(where)
      .set({ 'content-type': 'application/json', ...headers })
      .send(body.toString('utf8'));
  }

  /** With all that they have installed. */
  async removeWorkloads(): Promise<void> {
    const { body } = await this.workloads();
    for (const { id } of body.items) await this.workloads('delete', `/${id}`);
  }

  /** As Ada. */
  workloads(method: 'get' | 'post' | 'delete' = 'get', where = '') {
    return request(this.#backend!.server)
      [method](`/api/workloads/v1/workloads${where}`)
      .set('authorization', mockCredentials.user.header(ADA));
  }

  /** What Ada sees on its page. */
  async visit(workloadId: string, page: string): Promise<string> {
    const where = `/${workloadId}/endpoints/web/ticket`;
    const { body } = await this.workloads('post', where).expect(200);
    const browser = new Browser(this.#gatewayPort);
    await browser.visit(body.url);
    return (await browser.visit(new URL(page, body.url).href)).text;
  }

  /** To the portal, where it is there; everything else is gone. */
  async #pass(req: http.IncomingMessage, res: http.ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const began = performance.now();
    if (!this.#backend) {
      res.writeHead(502).end();
      return;
    }
    const { headers, url = '' } = req;
    const answer = await fetch(
      `http://127.0.0.1:${this.#backend.server.port()}${url}`,
      { method: req.method, headers: headers as HeadersInit, body },
    );
    const ms = performance.now() - began;
    this.deliveries.push({ headers, url, body, status: answer.status, ms });
    res.writeHead(answer.status).end(await answer.text());
  }

  #services() {
    const secrets = this.#secrets;
    const slot = accountsWith(this.#access, {
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
    const { told } = this;
    const listeners = this.#listeners;
    return [
      createServiceFactory({
        service: accountsServiceRef,
        deps: {},
        factory: () => slot,
      }),
      mockServices.userInfo.mock({
        getUserInfo: async ({ principal }) => {
          const { userEntityRef } = principal as { userEntityRef: string };
          const ownershipEntityRefs = [
            userEntityRef,
            'group:default/tier-full',
          ];
          return { userEntityRef, ownershipEntityRefs };
        },
      }).factory,
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
      createServiceFactory({
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
      }),
    ];
  }
}
