import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { communitiesPlugin } from '../plugin';

const sea = {
  id: 'sea',
  title: 'Sea',
  hosts: ['sea.localhost'],
  terms: { version: '2026-11', text: 'Harm no whales.' },
};
const wood = {
  id: 'wood',
  title: 'Wood',
  hosts: ['wood.localhost'],
  terms: { version: '2026-11', text: 'Cut no oaks.' },
};

async function start(...list: object[]) {
  const { server } = await startTestBackend({
    features: [
      communitiesPlugin,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            baseUrl: 'http://localhost',
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          communities: { list },
        },
      }),
      mockServices.userInfo.factory(),
    ],
  });
  const path = '/api/communities/v1/terms';
  const as = (person: string) =>
    mockCredentials.user.header(`user:default/${person}`);
  return {
    read: (person: string, host = 'sea.localhost') =>
      request(server)
        .get(path)
        .set({ host, authorization: as(person) }),
    accept: (person: string, version?: string) =>
      request(server)
        .put(path)
        .set({ host: 'sea.localhost', authorization: as(person) })
        .send({ version }),
    server,
    path,
  };
}

describe('the terms of use of a community', () => {
  it('are accepted once, by each person for each community, with the time', async () => {
    const { read, accept } = await start(sea, wood);
    const before = await read('ada').expect(200);
    expect(before.body).toEqual({ community: 'sea', version: '2026-11' });

    const first = await accept('ada', '2026-11').expect(200);
    expect(Date.parse(first.body.acceptedAt)).not.toBeNaN();
    const second = await accept('ada', '2026-11').expect(200);
    expect(second.body).toEqual(first.body);
    expect((await read('ada')).body).toEqual(first.body);
    expect((await read('max')).body.acceptedAt).toBeUndefined();
    const elsewhere = await read('ada', 'wood.localhost');
    expect(elsewhere.body.acceptedAt).toBeUndefined();
  });

  it('cannot be accepted in a version that does not hold', async () => {
    const { read, accept } = await start(sea);
    const refused = await accept('ada', '2025-01').expect(409);
    expect(refused.body.error.code).toBe('TERMS_CHANGED');
    expect((await read('ada')).body.acceptedAt).toBeUndefined();
    await accept('ada', '').expect(400);
    await accept('ada', undefined).expect(400);
  });

  it("are none where the community has none, and nobody's who has not signed in", async () => {
    const { read, server, path } = await start(sea);
    const { body } = await read('ada', 'localhost').expect(200);
    expect(body).toEqual({ community: 'default' });
    await request(server)
      .get(path)
      .set('authorization', mockCredentials.none.header())
      .expect(401);
  });
});
