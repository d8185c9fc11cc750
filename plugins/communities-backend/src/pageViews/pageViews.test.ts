import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { tierRef } from '@astrolabe/plugin-communities-common';
import knexFactory from 'knex';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { DatabasePageViewStore } from '../database';
import { communitiesPlugin } from '../plugin';

const counted = { pageViews: true };
const list = [
  { ...{ id: 'sea', title: 'Sea', hosts: ['sea.test'] }, analytics: counted },
  { ...{ id: 'wood', title: 'Wood', hosts: ['wood.test'] } },
];

/** What people are: Max manages the sea, Ada only works there. */
const memberOf: Record<string, string[]> = {
  'user:default/max': [tierRef('manager', 'sea'), tierRef('full', 'wood')],
  'user:default/ada': [tierRef('full', 'sea')],
};

async function start() {
  const audits: string[] = [];
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const { server } = await startTestBackend({
    features: [
      communitiesPlugin,
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost' },
          communities: { list },
        },
      }),
      mockServices.database.factory({ knex }),
      mockServices.userInfo.mock({
        getUserInfo: async ({ principal }: never) => {
          const { userEntityRef } = principal as { userEntityRef: string };
          const refs = memberOf[userEntityRef] ?? [];
          return { userEntityRef, ownershipEntityRefs: refs };
        },
      }).factory,
      mockServices.auditor.mock({
        createEvent: async ({ eventId }) => {
          audits.push(eventId);
          return { success: async () => {}, fail: async () => {} };
        },
      }).factory,
    ],
  });
  const path = '/api/communities/v1/page-views';
  const authorization = (name: string) =>
    name === 'nobody'
      ? mockCredentials.none.header()
      : mockCredentials.user.header(`user:default/${name}`);
  return {
    audits,
    knex,
    visit: (page: unknown, host = 'sea.test', name = 'ada') =>
      request(server)
        .post(path)
        .set({ host, authorization: authorization(name) })
        .send({ page }),
    read: (name: string, query = '') =>
      request(server)
        .get(`${path}${query}`)
        .set('authorization', authorization(name)),
  };
}

describe('what is counted of a portal', () => {
  it('is how often each kind of page was opened, and nothing of who did', async () => {
    const { visit, read, knex, audits } = await start();
    await Promise.all(
      ['/tools', '/tools/*', '/tools/*'].map(page => visit(page).expect(204)),
    );
    const { body } = await read('max').expect(200);
    expect(body.items).toEqual([
      {
        ...{ community: 'sea', title: 'Sea', isCounted: true },
        pages: [
          { page: '/tools/*', views: 2 },
          { page: '/tools', views: 1 },
        ],
        days: [{ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), views: 3 }],
      },
    ]);
    const rows = await knex('page_views').select();
    expect(Object.keys(rows[0]).sort()).toEqual(
      ['community', 'day', 'page', 'views'].sort(),
    );
    expect(audits).toEqual([]);
  });

  it('is nothing where the block does not say so, nor without a session', async () => {
    const { visit, knex } = await start();
    await visit('/tools', 'wood.test').expect(204);
    await visit('/tools', 'sea.test', 'nobody').expect(401);
    expect(await knex('page_views').select()).toEqual([]);
  });

  it.each(['/tools/a-name', '/Tools', 'tools', '/a/b/c', '/?x=1', '', 7])(
    'holds no address: %s is refused',
    async page => {
      const { visit, knex } = await start();
      await visit(page).expect(400);
      expect(await knex('page_views').select()).toEqual([]);
    },
  );

  it('is read by who manages that community, and by nobody else', async () => {
    const { read } = await start();
    const refused = await read('ada').expect(403);
    expect(refused.body.error.cause).toContain('page-views.read');
    await read('max', '?community=wood').expect(403);
    await read('max', '?community=nowhere').expect(403);
    const { body } = await read('max', '?community=sea').expect(200);
    expect(body.items).toHaveLength(1);
  });

  it('is forgotten when it is old, and cannot be filled with inventions', async () => {
    const { knex, visit } = await start();
    const store = new DatabasePageViewStore(knex);
    const old = { community: 'sea', day: '2020-01-01', page: '/', views: 5 };
    await knex('page_views').insert(old);
    await visit('/').expect(204);
    await store.forget('sea', 30);
    expect(await knex('page_views').pluck('day')).not.toContain('2020-01-01');
    for (let n = 0; n < 210; n++) await store.add('sea', `/page-${n}`);
    expect(await knex('page_views').select()).toHaveLength(200);
  });
});
