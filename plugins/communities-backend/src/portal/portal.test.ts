/* eslint-disable no-restricted-syntax -- colours of a community */
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import request, { type Test } from 'supertest';
import { describe, expect, it } from 'vitest';
import { communitiesPlugin } from '../plugin';

const sign =
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const dot = 'data:image/png;base64,iVBORw0KGgo=';

const sea = {
  id: 'sea',
  title: 'Sea',
  hosts: ['sea.localhost'],
  logo: sign,
  darkLogo: dot,
  colours: { light: { accent: '#00695c' } },
  tools: ['jupyterlab'],
};

async function start(...list: object[]) {
  const { server } = await startTestBackend({
    features: [
      communitiesPlugin,
      mockServices.rootConfig.factory({
        data: {
          app: { title: 'Portal' },
          backend: { baseUrl: 'http://localhost' },
          communities: { list },
        },
      }),
      mockServices.database.factory(),
    ],
  });
  return server;
}

const nobody = (test: Test) =>
  test.set('authorization', mockCredentials.none.header());

describe('GET /portal', () => {
  it('says whose portal it is to whoever has not signed in, by the host', async () => {
    const server = await start(sea, { id: 'wood', title: 'Wood' });
    const ask = (host: string, cookie = '') =>
      nobody(request(server).get('/api/communities/v1/portal'))
        .set({ host, cookie })
        .expect(200);

    const atSea = await ask('sea.localhost:7007');
    expect(atSea.body).toMatchObject({
      id: 'sea',
      title: 'Sea',
      palettes: { light: { accent: '#00695c' } },
      languages: ['en', 'es'],
    });
    // What is for the backends alone stays there.
    expect(Object.keys(atSea.body)).not.toContain('tools');
    expect(atSea.headers.vary).toMatch(/Cookie, Host/);
    expect((await ask('localhost')).body.title).toBe('Portal');
    const chosen = await ask('localhost', 'astrolabe-community=wood');
    expect(chosen.body.title).toBe('Wood');
  });

  it('sends nothing again that a browser has', async () => {
    const server = await start(sea);
    const address = '/api/communities/v1/portal';
    const { headers } = await nobody(request(server).get(address)).expect(200);
    expect(headers['cache-control']).toBe('no-cache');
    await nobody(request(server).get(address))
      .set('if-none-match', headers.etag)
      .expect(304);
  });

  it('leads to the signs, which run nothing', async () => {
    const server = await start(sea);
    const { body } = await nobody(
      request(server).get('/api/communities/v1/portal'),
    ).set('host', 'sea.localhost');

    const light = await nobody(request(server).get(body.logos.light));
    expect(light.headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /default-src 'none'.*sandbox/,
      ),
    });
    expect(light.body.toString()).toBe(sign);
    const dark = await nobody(request(server).get(body.logos.dark));
    expect(dark.headers['content-type']).toBe('image/png');
    const unknown = await nobody(
      request(server).get('/api/communities/v1/portals/default/logo'),
    ).expect(404);
    expect(unknown.body.error.code).toBe('LOGO_UNKNOWN');
  });
});

describe('/c/<id>', () => {
  it.each([
    ['/c/sea', '/'],
    ['/c/sea/', '/'],
    ['/c/sea/modules?tags=fish', '/modules?tags=fish'],
    ['/c/sea?x=1', '/?x=1'],
    ['/c/sea//evil.example/x', '/evil.example/x'],
    ['/c/sea/\\evil.example/x', '/evil.example/x'],
  ])('%s leads to %s at the portal of the community', async (path, to) => {
    const response = await request(await start(sea))
      .get(path)
      .expect(302);
    expect(response.headers.location).toBe(to);
    expect(response.headers['set-cookie'][0]).toBe(
      'astrolabe-community=sea; Path=/; HttpOnly; SameSite=Lax',
    );
  });

  it('knows nobody who is not declared', async () => {
    const response = await request(await start(sea))
      .get('/c/wood/modules')
      .expect(404);
    expect(response.headers['set-cookie']).toBeUndefined();
  });
});

describe('a portal whose communities are wrong', () => {
  it('does not start, and says the key', async () => {
    await expect(start({ ...sea, logo: '/etc/passwd' })).rejects.toThrow(
      /communities\.list\[0\]\.logo/,
    );
  });
});
