import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { DEMO_PERSON_HEADER } from '@astrolabe/plugin-communities-common';
import { ConfigReader } from '@backstage/config';
import authPlugin from '@backstage/plugin-auth-backend';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { communitiesFeatures } from './features';
import { isDemoSignInEnabled } from './signIn/config';

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

async function start(overrides: object = {}) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      communitiesFeatures,
      config(overrides),
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

  it('lets nobody in under a name that was made to lead here', async () => {
    const response = await request(await start())
      .get('/api/auth/demo/refresh')
      .set('host', 'evil.example:7007')
      .set(DEMO_PERSON_HEADER, 'olga')
      .expect(401);

    expect(response.body.error).toMatchObject({ code: 'FOREIGN_HOST' });
  });

  it('names the people it knows when it is asked for another', async () => {
    const response = await request(await start())
      .get('/api/auth/demo/refresh')
      .set(DEMO_PERSON_HEADER, 'mallory')
      .expect(401);

    expect(response.body.error).toMatchObject({
      code: 'UNKNOWN_DEMO_PERSON',
      message: expect.stringContaining('names nobody known here'),
      nextStep: expect.stringMatching(/nia, ada, max, olga/),
    });
  });

  it('says so when it is asked for nobody', async () => {
    const response = await request(await start())
      .get('/api/auth/demo/refresh')
      .expect(401);

    expect(response.body.error.message).toContain('is missing');
  });

  it('lets nobody in where it is off, which it is by default', async () => {
    const server = await start({ communities: {} });
    await request(server)
      .get('/api/auth/demo/refresh')
      .set(DEMO_PERSON_HEADER, 'nia')
      .expect(404);
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

  it('refuses to be on where Backstage would not offer it', async () => {
    await expect(
      start({ auth: { session: { secret: 'a-secret-of-this-test' } } }),
    ).rejects.toThrow(/auth\.providers\.demo is missing/);
  });

  it('refuses NODE_ENV=production too', () => {
    const given = new ConfigReader({
      communities: { signIn: { demo: { enabled: true } } },
    });
    expect(() => isDemoSignInEnabled(given, 'production')).toThrow(
      /NODE_ENV is production/,
    );
  });
});
