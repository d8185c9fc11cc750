import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type { AuditEntry } from '@astrolabe/plugin-communities-common';
import { NotFoundError } from '@backstage/errors';
import express from 'express';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPortal } from '../__testUtils__/startPortal';

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

let portal: Awaited<ReturnType<typeof startPortal>>;
beforeEach(async () => {
  portal = await startPortal({ rooms: [shop] });
});
afterEach(() => portal.stop());

async function as(name: string) {
  const token = await portal.signIn(name);
  const send =
    (method: 'get' | 'post' | 'put' | 'patch' | 'delete') => (path: string) =>
      request(portal.url)[method](path).set('authorization', `Bearer ${token}`);
  return {
    send,
    sell: (id: string) => send('post')(`/api/shop/things/${id}?token=secret`),
    audit: (path = '', query: object = {}) =>
      send('get')(`/api/communities/v1/audit${path}`).query(query),
  };
}

/** Until so many are there: they are written a little later. */
async function entries(count: number, query: object = {}) {
  const olga = await as('olga');
  return vi.waitUntil(
    async () => {
      const event = 'thing-sale';
      const { body } = await olga.audit('', { event, ...query });
      return body.items?.length === count && (body.items as AuditEntry[]);
    },
    { timeout: 30_000, interval: 100 },
  );
}

describe('the audit log', () => {
  it('has who did what to which object, from where, and how it ended, for every room', async () => {
    await (await as('ada')).sell('lamp').expect(200);
    await (await as('nia')).sell('none').expect(404);
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
    await (await as('ada')).sell('lamp');
    await (await as('max')).sell('chair');
    await entries(2);
    await entries(1, { actor: 'user:default/max', object: 'chair' });
    for (const name of ['nia', 'ada', 'max']) {
      const { body } = await (await as(name)).audit().expect(403);
      expect(body.error).toMatchObject({
        code: 'PERMISSION_DENIED',
        nextStep: expect.stringContaining('operator'),
      });
    }
    const mine = await (await as('ada')).audit('/mine').expect(200);
    expect(mine.body.items.map((item: AuditEntry) => item.object)).toContain(
      'lamp',
    );
    expect(JSON.stringify(mine.body)).not.toContain('chair');
    await (await as('ada'))
      .audit('/mine', { actor: 'user:default/max' })
      .expect(({ body }) =>
        expect(JSON.stringify(body)).not.toContain('chair'),
      );
  });

  it('notes who read it', async () => {
    await (await as('olga'))
      .audit('', { actor: 'user:default/ada' })
      .expect(200);
    const [read] = await entries(1, {
      event: 'audit-read',
      object: 'user:default/ada',
    });
    expect(read.actor).toBe('user:default/olga');
  });

  it('refuses what makes no sense, and nobody changes or deletes in it', async () => {
    const olga = await as('olga');
    for (const query of [
      { from: 'yesterday' },
      { outcome: 'maybe' },
      { limit: 1000 },
      { cursor: 'x' },
    ]) {
      await olga.audit('', query).expect(400);
    }
    for (const method of ['delete', 'put', 'patch', 'post'] as const) {
      const response = await olga.send(method)('/api/communities/v1/audit');
      expect([404, 405]).toContain(response.status);
    }
  });
});
