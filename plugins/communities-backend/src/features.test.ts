import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { DEMO_PERSON_HEADER } from '@astrolabe/plugin-communities-common';
import authPlugin from '@backstage/plugin-auth-backend';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { communitiesFeatures } from './features';

const config = (overrides: object = {}) =>
  mockServices.rootConfig.factory({
    data: {
      app: { baseUrl: 'http://localhost' },
      backend: { baseUrl: 'http://localhost', auth: { keys: [] } },
      auth: {
        environment: 'development',
        session: { secret: 'a-secret-of-this-test' },
        providers: { demo: {} },
      },
      communities: { signIn: { demo: { enabled: true } } },
      ...overrides,
    },
  });

async function start() {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      communitiesFeatures,
      config(),
      mockServices.auth.factory(),
      mockServices.database.factory(),
    ],
  });
  return server;
}

describe('development sign-in', () => {
  it('lets a newcomer in with the claims of the demo tier', async () => {
    const response = await request(await start())
      .get('/api/auth/demo/refresh')
      .set(DEMO_PERSON_HEADER, 'nia')
      .expect(200);

    expect(response.body.profile.displayName).toBe('Nia Newcomer');
    expect(response.body.backstageIdentity.identity.userEntityRef).toBe(
      'user:default/nia',
    );
  });

  it('names the people it knows when it is asked for another', async () => {
    const response = await request(await start())
      .get('/api/auth/demo/refresh')
      .set(DEMO_PERSON_HEADER, 'mallory')
      .expect(401);

    expect(response.body.error.message).toContain('names nobody known here');
  });

  it('refuses to be on in a production configuration', async () => {
    await expect(
      startTestBackend({
        features: [
          authPlugin,
          communitiesFeatures,
          config({
            auth: {
              environment: 'production',
              session: { secret: 'a-secret-of-this-test' },
            },
          }),
        ],
      }),
    ).rejects.toThrow(/communities\.signIn\.demo\.enabled.*production/);
  });
});
