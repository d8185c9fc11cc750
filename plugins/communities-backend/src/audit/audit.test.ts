import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { audited } from '@astrolabe/http';
import {
  demoPeople,
  demoPersonRef,
  tierRef,
  type AuditEntry,
} from '@astrolabe/plugin-communities-common';
import { NotFoundError } from '@backstage/errors';
import permissionPlugin from '@backstage/plugin-permission-backend';
import express from 'express';
import request from 'supertest';
import { describe, expect, it, vi } from 'vitest';
import { communitiesFeatures } from '../features';

/** A room in which something is done that somebody may want to know of. */
const shop = createBackendPlugin({
  pluginId: 'shop',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        router: coreServices.httpRouter,
      },
      async init({ auditor, router }) {
        const routes = express.Router();
        routes.post('/things/:id', (req, res, next) => {
          const meta = { thingId: req.params.id, password: 'hunter2' };
          const event = { auditor, request: req, eventId: 'thing-sale', meta };
          audited(event, async () => {
            if (req.params.id === 'none') throw new NotFoundError('None');
          }).then(() => res.end(), next);
        });
        router.use(routes);
      },
    });
  },
});

/** The mocked tokens forget who speaks for a person; the permissions room asks that. */
const auth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const pluginId = plugin.getId();
    const service = mockServices.auth({ pluginId });
    const issue = service.getPluginRequestToken.bind(service);
    service.getPluginRequestToken = async options => {
      const { userEntityRef } = options.onBehalfOf.principal as {
        userEntityRef?: string;
      };
      if (!userEntityRef) return issue(options);
      const actor = { subject: `plugin:${pluginId}` };
      return { token: mockCredentials.user.token(userEntityRef, { actor }) };
    };
    return service;
  },
});

async function start() {
  const { server } = await startTestBackend({
    features: [
      communitiesFeatures,
      permissionPlugin,
      shop,
      auth,
      mockServices.permissions.factory(),
      mockServices.database.factory(),
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true } },
      }),
      mockServices.userInfo.mock({
        getUserInfo: async credentials => {
          const { userEntityRef } = credentials.principal as {
            userEntityRef: string;
          };
          const person = demoPeople.find(
            ({ name }) => demoPersonRef(name) === userEntityRef,
          )!;
          return {
            userEntityRef,
            ownershipEntityRefs: [userEntityRef, tierRef(person.tier)],
          };
        },
      }).factory,
    ],
  });
  const as = (name: string) => {
    const header = mockCredentials.user.header(demoPersonRef(name));
    return {
      sell: (id: string) =>
        request(server)
          .post(`/api/shop/things/${id}?token=secret`)
          .set('authorization', header),
      audit: (path = '', query: object = {}) =>
        request(server)
          .get(`/api/communities/v1/audit${path}`)
          .query(query)
          .set('authorization', header),
    };
  };
  /** Until so many are there: they are written a little later. */
  const entries = async (count: number, query: object = {}) =>
    vi.waitUntil(
      async () => {
        const event = 'thing-sale';
        const { body } = await as('olga').audit('', { event, ...query });
        return body.items?.length === count && (body.items as AuditEntry[]);
      },
      { timeout: 30_000, interval: 100 },
    );
  return { server, as, entries };
}

describe('the audit log', () => {
  it('has who did what to which object, from where, and how it ended, for every room', async () => {
    const { as, entries } = await start();
    await as('ada').sell('lamp').expect(200);
    await as('nia').sell('none').expect(404);
    const [second, first] = await entries(2);
    expect(first).toMatchObject({
      plugin: 'shop',
      event: 'thing-sale',
      actor: 'user:default/ada',
      address: expect.stringMatching(/127\.0\.0\.1|::1/),
      method: 'POST',
      path: '/api/shop/things/lamp',
      object: 'lamp',
      meta: { thingId: 'lamp', password: '[hidden]' },
      outcome: 'succeeded',
    });
    expect(second).toMatchObject({
      actor: 'user:default/nia',
      outcome: 'failed',
      error: 'NotFoundError',
    });
    expect(JSON.stringify([first, second])).not.toMatch(/hunter2|secret/);
  });

  it('is searched by operators alone, and each person sees their own part', async () => {
    const { as, entries } = await start();
    await as('ada').sell('lamp');
    await as('max').sell('chair');
    await entries(2);
    await entries(1, { actor: 'user:default/max', object: 'chair' });
    for (const name of ['nia', 'ada', 'max']) {
      const { body } = await as(name).audit().expect(403);
      expect(body.error).toMatchObject({
        code: 'PERMISSION_DENIED',
        nextStep: expect.stringContaining('operator'),
      });
    }
    const mine = await as('ada').audit('/mine').expect(200);
    expect(mine.body.items.map((item: AuditEntry) => item.object)).toContain(
      'lamp',
    );
    expect(JSON.stringify(mine.body)).not.toContain('chair');
    await as('ada')
      .audit('/mine', { actor: 'user:default/max' })
      .expect(({ body }) =>
        expect(JSON.stringify(body)).not.toContain('chair'),
      );
  });

  it('notes who read it', async () => {
    const { as, entries } = await start();
    await as('olga').audit('', { actor: 'user:default/ada' }).expect(200);
    const [read] = await entries(1, {
      event: 'audit-read',
      object: 'user:default/ada',
    });
    expect(read.actor).toBe('user:default/olga');
  });

  it('refuses what makes no sense, and nobody changes or deletes in it', async () => {
    const { server, as } = await start();
    for (const query of [
      { from: 'yesterday' },
      { outcome: 'maybe' },
      { limit: 1000 },
      { cursor: 'x' },
    ]) {
      await as('olga').audit('', query).expect(400);
    }
    for (const method of ['delete', 'put', 'patch', 'post'] as const) {
      const response = await request(server)
        [method]('/api/communities/v1/audit')
        .set('authorization', mockCredentials.user.header('user:default/olga'));
      expect([404, 405]).toContain(response.status);
    }
  });
});
