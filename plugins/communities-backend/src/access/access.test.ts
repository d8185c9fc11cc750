import {
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import type { AuditEntry } from '@astrolabe/plugin-communities-common';
import { notificationService } from '@backstage/plugin-notifications-node';
import request from 'supertest';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { startPortal } from '../__testUtils__/startPortal';
import { clock } from '../database';

const communities = {
  list: [
    {
      ...{ id: 'default', title: 'Portal' },
      accessRequests: {
        tiers: ['full', 'manager', 'operator'],
        maxDays: 30,
      },
    },
    { id: 'sea', title: 'Sea', accessRequests: { tiers: ['full'] } },
    { id: 'closed', title: 'Closed' },
  ],
};

interface Told {
  to: string[];
  title: string;
}
const told: Told[] = [];
const notifications = createServiceFactory({
  service: notificationService,
  deps: {},
  factory: () => ({
    async send({ recipients, payload }) {
      const { entityRef } = recipients as { entityRef: string[] };
      told.push({ to: [...entityRef].sort(), title: payload.title });
    },
  }),
}) as BackendFeature;

const DAY_MS = 86_400_000;
const BASE = '/api/communities/v1';
const full = { community: 'default', tier: 'full', reason: 'A course' };
const MANY = { timeout: 60_000, interval: 250 };

let portal: Awaited<ReturnType<typeof startPortal>>;
beforeAll(async () => {
  portal = await startPortal({ rooms: [notifications], communities });
});
afterAll(() => portal?.stop());

const itIs = (time: number) => vi.spyOn(clock, 'now').mockReturnValue(time);

/** What one person does. */
async function as(name: string) {
  const token = await portal.signIn(name);
  const send = (method: 'get' | 'post' | 'delete', path: string) =>
    request(portal.url)
      [method](`${BASE}${path}`)
      .set('authorization', `Bearer ${token}`);
  const requests = '/access-requests';
  return {
    send,
    ask: (wish: object = {}) =>
      send('post', requests).send({ ...full, ...wish }),
    decide: (id: string, how: string, body: object = {}) => {
      const sent = send('post', `${requests}/${id}/${how}`);
      return how === 'withdraw' ? sent : sent.send(body);
    },
    list: (query: object = {}) => send('get', requests).query(query),
    grants: (query: object = {}) => send('get', '/grants').query(query),
    end: (id: string) => send('delete', `/grants/${id}`),
    async tierIn(community: string): Promise<string | undefined> {
      const { body } = await send('get', '/me');
      const found = body.memberships?.find(
        (each: { community: string }) => each.community === community,
      );
      return found?.tier;
    },
  };
}

/** Each test is long after the one before: nothing of that waits or holds any more. */
let day = 0;
beforeEach(async () => {
  day += 200;
  itIs(Date.now() + day * DAY_MS);
  const nia = await as('nia');
  await expect.poll(() => nia.tierIn('default'), MANY).toBe('demo');
});
afterEach(() => vi.restoreAllMocks());

describe('a request for access', () => {
  it('is granted by a manager, holds until its end, and everybody concerned is told', async () => {
    const [nia, max] = [await as('nia'), await as('max')];
    const offers = await nia.send('get', '/access-offers').expect(200);
    expect(offers.body.items).toMatchObject([
      {
        community: 'default',
        maxDays: 30,
        tiers: [{ id: 'full' }, { id: 'manager' }, { id: 'operator' }],
      },
      { community: 'sea', maxDays: 90, tiers: [{ id: 'full' }] },
    ]);
    told.length = 0;
    const { body: asked } = await nia.ask({ days: 7 }).expect(201);
    expect(asked).toMatchObject({
      personRef: 'user:default/nia',
      displayName: 'Nia Newcomer',
      state: 'pending',
      days: 7,
    });
    expect(told).toEqual([
      {
        to: ['user:default/max', 'user:default/olga'],
        title: "Nia Newcomer asks to be 'full' in Portal",
      },
    ]);

    const { body: waiting } = await max
      .list({ whose: 'managed', state: 'pending' })
      .expect(200);
    expect(waiting.items).toEqual([asked]);
    const { body: decided } = await max
      .decide(asked.id, 'approve', { note: 'Welcome' })
      .expect(200);
    expect(decided).toMatchObject({
      state: 'approved',
      decidedBy: 'user:default/max',
      note: 'Welcome',
    });
    expect(told[1]).toEqual({
      to: ['user:default/nia'],
      title: "Your request to be 'full' in Portal was approved",
    });
    await expect.poll(() => nia.tierIn('default'), MANY).toBe('full');

    const { body: mine } = await nia.grants().expect(200);
    const [{ grantedAt, endsAt }] = mine.items;
    expect(Date.parse(endsAt) - Date.parse(grantedAt)).toBe(7 * DAY_MS);

    itIs(Date.parse(endsAt) - 60_000);
    expect((await nia.grants()).body.items).toHaveLength(1);
    itIs(Date.parse(endsAt) + 1000);
    await expect.poll(() => nia.tierIn('default'), MANY).toBe('demo');
    expect((await nia.grants()).body.items).toEqual([]);
  });

  it('is refused, withdrawn or left alone, and gives nothing then', async () => {
    const [nia, max] = [await as('nia'), await as('max')];
    const { body: first } = await nia.ask().expect(201);
    const { body: refused } = await max
      .decide(first.id, 'refuse', { note: 'Not this year' })
      .expect(200);
    expect(refused).toMatchObject({ state: 'refused', note: 'Not this year' });

    const { body: second } = await nia.ask().expect(201);
    const { body: withdrawn } = await nia.decide(second.id, 'withdraw');
    expect(withdrawn.state).toBe('withdrawn');

    const { body: third } = await nia.ask().expect(201);
    itIs(Date.parse(third.expiresAt) + 1000);
    const { body } = await nia.list();
    expect(body.items[0]).toMatchObject({ id: third.id, state: 'expired' });
    expect((await nia.list({ state: 'pending' })).body.items).toEqual([]);
    expect((await nia.list({ state: 'expired' })).body.items).toHaveLength(1);
    const answer = await max.decide(third.id, 'approve');
    expect(answer.body.error.code).toBe('ACCESS_DECIDED');
    expect(answer.status).toBe(409);
    await nia.ask().expect(201);
    expect(await nia.tierIn('default')).toBe('demo');
    expect((await nia.grants()).body.items).toEqual([]);
  });

  it('is one at a time for each community, for what it offers, and for so many days', async () => {
    const nia = await as('nia');
    await nia.ask().expect(201);
    const codeOf = async (wish: object) => {
      const { status, body } = await nia.ask(wish);
      return `${status} ${body.error.code}`;
    };
    expect(await codeOf({ tier: 'manager' })).toBe('409 ACCESS_PENDING');
    await nia.ask({ community: 'sea' }).expect(201);
    expect(await codeOf({ community: 'sea', tier: 'manager' })).toBe(
      '400 ACCESS_NOT_OFFERED',
    );
    expect(await codeOf({ community: 'closed' })).toBe(
      '400 ACCESS_NOT_OFFERED',
    );
    expect(await codeOf({ community: 'nowhere' })).toBe(
      '400 ACCESS_NOT_OFFERED',
    );
    expect(await codeOf({ days: 31 })).toBe('400 ACCESS_DAYS');
    expect(await codeOf({ reason: '   ' })).toBe('400 INVALID_REQUEST');
    expect(await codeOf({ reason: 'x'.repeat(501) })).toBe(
      '400 INVALID_REQUEST',
    );
    const ada = await as('ada');
    const held = await ada.ask();
    expect(held.body.error.code).toBe('ACCESS_HELD');
  });

  it('is decided on once, also by two at the same time', async () => {
    const [nia, max, olga] = [
      await as('nia'),
      await as('max'),
      await as('olga'),
    ];
    const { body } = await nia.ask().expect(201);
    const answers = await Promise.all([
      max.decide(body.id, 'approve'),
      olga.decide(body.id, 'approve'),
      olga.decide(body.id, 'refuse'),
    ]);
    const codes = answers.map(({ status }) => status).sort();
    expect(codes).toEqual([200, 409, 409]);
    const { body: again } = await max.decide(body.id, 'refuse').expect(409);
    expect(again.error.code).toBe('ACCESS_DECIDED');
    const { body: grants } = await olga.grants({ whose: 'managed' });
    expect(grants.items.length).toBeLessThanOrEqual(1);
  });

  it('that is approved can be ended before its time, by a manager or by whom it was for', async () => {
    const [nia, max, ada] = [await as('nia'), await as('max'), await as('ada')];
    for (const by of [max, nia]) {
      const { body } = await nia.ask().expect(201);
      await max.decide(body.id, 'approve').expect(200);
      const [{ id }] = (await nia.grants()).body.items;
      const denied = await ada.end(id).expect(404);
      expect(denied.body.error.code).toBe('GRANT_NOT_FOUND');
      await by.end(id).expect(204);
      await by.end(id).expect(404);
      expect((await nia.grants()).body.items).toEqual([]);
    }
  });

  it('may be made again before what was granted ends', async () => {
    const [nia, max] = [await as('nia'), await as('max')];
    const { body } = await nia.ask().expect(201);
    await max.decide(body.id, 'approve', { days: 1 }).expect(200);
    await expect.poll(() => nia.tierIn('default'), MANY).toBe('full');
    const { body: anew } = await nia.ask().expect(201);
    await max.decide(anew.id, 'approve').expect(200);
    expect((await nia.grants()).body.items).toHaveLength(2);
  });

  it('and each decision are in the audit log', async () => {
    const [nia, max, olga] = [
      await as('nia'),
      await as('max'),
      await as('olga'),
    ];
    const { body } = await nia.ask().expect(201);
    await nia.decide(body.id, 'approve').expect(403);
    await max.decide(body.id, 'approve').expect(200);
    await expect
      .poll(async () => {
        const found = await olga
          .send('get', '/audit')
          .query({ object: body.id });
        return (found.body.items as AuditEntry[])
          .filter(({ event }) => event.startsWith('access-'))
          .map(({ event, actor, outcome }) => `${actor} ${event} ${outcome}`);
      }, MANY)
      .toEqual([
        'user:default/max access-approve succeeded',
        'user:default/nia access-approve failed',
        'user:default/nia access-request succeeded',
      ]);
  });
});

describe('who has no business with a request', () => {
  it('decides on none of their own, whatever they manage', async () => {
    const max = await as('max');
    const { body } = await max.ask({ tier: 'operator' }).expect(201);
    for (const how of ['approve', 'refuse']) {
      const answer = await max.decide(body.id, how).expect(403);
      expect(answer.body.error).toMatchObject({
        code: 'ACCESS_OWN_REQUEST',
        cause: expect.any(String),
        nextStep: expect.any(String),
      });
    }
  });

  it('grants nothing above their own tier', async () => {
    const [nia, max, olga] = [
      await as('nia'),
      await as('max'),
      await as('olga'),
    ];
    const { body } = await nia.ask({ tier: 'operator' }).expect(201);
    const answer = await max.decide(body.id, 'approve').expect(403);
    expect(answer.body.error.code).toBe('ACCESS_TIER_ABOVE');
    await olga.decide(body.id, 'approve').expect(200);
  });

  it('learns nothing of one, be it of a stranger or of another community’s manager', async () => {
    const [ada, nia, max] = [await as('ada'), await as('nia'), await as('max')];
    const { body: mine } = await ada.ask({ community: 'sea' }).expect(201);
    const missing = crypto.randomUUID();
    for (const stranger of [nia, max]) {
      for (const how of ['approve', 'refuse', 'withdraw']) {
        const there = await stranger.decide(mine.id, how).expect(404);
        const not = await stranger.decide(missing, how).expect(404);
        const said = JSON.stringify(there.body).replaceAll(mine.id, missing);
        const { request: _, ...error } = JSON.parse(said);
        const { request: __, ...other } = not.body;
        expect(error).toEqual(other);
      }
    }
    const { body: seen } = await max.list({ whose: 'managed', limit: 200 });
    expect(seen.items.map((each: { id: string }) => each.id)).not.toContain(
      mine.id,
    );
    const { body: denied } = await nia.list({ whose: 'managed' }).expect(403);
    expect(denied.error).toMatchObject({
      code: 'PERMISSION_DENIED',
      permission: 'access.approve',
      request: { community: 'default', tier: 'manager' },
    });
    await nia.grants({ whose: 'managed' }).expect(403);
  });

  it('cannot say whose it is, what became of it, or when it ends', async () => {
    const [nia, max] = [await as('nia'), await as('max')];
    for (const more of [
      { personRef: 'user:default/ada' },
      { state: 'approved' },
      { id: crypto.randomUUID() },
      { expiresAt: '2999-01-01T00:00:00Z' },
    ]) {
      await nia.ask(more).expect(400);
    }
    const { body } = await nia.ask().expect(201);
    for (const more of [
      { tier: 'operator' },
      { personRef: 'user:default/ada' },
      { endsAt: '2999-01-01T00:00:00Z' },
      { days: 31 },
      { days: 0 },
    ]) {
      await max.decide(body.id, 'approve', more).expect(400);
    }
  });

  it('asks so often that nobody can be troubled all day', async () => {
    const ada = await as('ada');
    const wish = { community: 'sea' };
    for (let time = 0; time < 10; time++) {
      const { body } = await ada.ask(wish).expect(201);
      await ada.decide(body.id, 'withdraw').expect(200);
    }
    const { body } = await ada.ask(wish).expect(403);
    expect(body.error.code).toBe('ACCESS_LIMIT');
  });

  it('is told nothing without signing in', async () => {
    for (const path of ['access-offers', 'access-requests', 'grants']) {
      await request(portal.url).get(`${BASE}/${path}`).expect(401);
    }
  });
});

it('a refusal offers the request where the community lets one ask, and says nothing of it elsewhere', async () => {
  const nia = await as('nia');
  const { body } = await nia.send('get', '/me').expect(200);
  const [{ denials }] = body.memberships;
  const of = (permission: string) =>
    denials.find(
      (each: { permission: string }) => each.permission === permission,
    );
  expect(of('asset.refresh')).toMatchObject({
    request: { community: 'default', tier: 'manager' },
    nextStep: expect.stringContaining("ask for 'manager' on the page Access"),
  });
  const ada = await as('ada');
  const seen = await ada.send('get', '/me').expect(200);
  const there = seen.body.memberships.find(
    (each: { community: string }) => each.community === 'sea',
  );
  for (const denial of there.denials) {
    expect(denial).not.toHaveProperty('request');
  }
});
