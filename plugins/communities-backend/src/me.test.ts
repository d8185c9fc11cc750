import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { tierRef } from '@astrolabe/plugin-communities-common';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { communitiesPlugin } from './plugin';

async function start(ownershipEntityRefs: string[]) {
  const { server } = await startTestBackend({
    features: [
      communitiesPlugin,
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
      tier: 'demo',
      limits: { gpuCount: 0, workloads: 2 },
    });
    expect(response.body.permissions).toContain('workload.create');
    expect(response.body.ownPermissions).toContain('workload.read');
    expect(response.body.permissions).not.toContain('asset.refresh');
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
