import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { tierRef } from '@astrolabe/plugin-communities-common';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { communitiesPlugin } from './plugin';

const config = mockServices.rootConfig.factory({
  data: { communities: { list: [{ id: 'imagine', title: 'iMagine' }] } },
});

async function start(ownershipEntityRefs: string[]) {
  const { server } = await startTestBackend({
    features: [
      communitiesPlugin,
      config,
      mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef: 'user:default/nia',
          ownershipEntityRefs,
        }),
      }).factory,
    ],
  });
  return server;
}

describe('GET /me', () => {
  it('tells a newcomer what the demo tier allows, and how much', async () => {
    const server = await start(['user:default/nia', tierRef('demo')]);
    const response = await request(server)
      .get('/api/communities/v1/me')
      .set('authorization', mockCredentials.user.header('user:default/nia'));
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({
      displayName: 'Nia Newcomer',
      email: 'nia@example.org',
      tier: 'demo',
      limits: { gpuCount: 0, workloads: 2 },
    });
    expect(response.body.permissions).toContain('workload.create');
    expect(response.body.ownPermissions).toContain('workload.read');
    expect(response.body.permissions).not.toContain('asset.refresh');
  });

  it('tells a member of two what each grants, in which one acts, and why not', async () => {
    const server = await start([
      'user:default/nia',
      tierRef('demo'),
      tierRef('manager', 'imagine'),
    ]);
    const ask = (headers: Record<string, string>) =>
      request(server).get('/api/communities/v1/me').set(headers);
    const { body } = await ask({}).expect(200);
    expect(body).toMatchObject({ community: 'default', tier: 'demo' });
    expect(body.permissions).toContain('asset.refresh');
    const [here, there] = body.memberships;
    expect(here).toMatchObject({ community: 'default', tier: 'demo' });
    expect(here.permissions).not.toContain('asset.refresh');
    expect(here.denials).toContainEqual(
      expect.objectContaining({
        permission: 'asset.refresh',
        nextStep: expect.stringContaining("Switch to 'iMagine'"),
        needed: { community: 'imagine', tier: 'manager' },
      }),
    );
    expect(there).toMatchObject({ title: 'iMagine', tier: 'manager' });

    const cookie = 'astrolabe-community=imagine';
    const remembered = await ask({ cookie }).expect(200);
    expect(remembered.body).toMatchObject({
      community: 'imagine',
      tier: 'manager',
    });
    const asked = { 'x-astrolabe-community': 'default', cookie };
    expect((await ask(asked)).body.community).toBe('default');
  });

  it('refuses a community that one is no member of, and says which one may name', async () => {
    const server = await start(['user:default/nia', tierRef('demo')]);
    for (const community of ['imagine', 'nowhere']) {
      const { body } = await request(server)
        .get('/api/communities/v1/me')
        .set('x-astrolabe-community', community)
        .expect(403);
      expect(body.error).toMatchObject({
        code: 'NOT_A_MEMBER',
        cause: 'only its members act in a community',
        nextStep: "Name one of yours: 'default' (Astrolabe).",
      });
    }
  });

  it('refuses who has no tier, and who is not signed in', async () => {
    const server = await start(['user:default/nia']);
    await request(server).get('/api/communities/v1/me').expect(403);
    await request(server)
      .get('/api/communities/v1/me')
      .set('authorization', mockCredentials.none.header())
      .expect(401);
  });

  it('publishes its description to everyone', async () => {
    const response = await request(await start([]))
      .get('/api/communities/openapi.json')
      .set('authorization', mockCredentials.none.header())
      .expect(200);
    expect(response.body.paths).toHaveProperty(['/api/communities/v1/me']);
  });
});
