import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
// eslint-disable-next-line @backstage/no-undeclared-imports -- the root declares it, for tests
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssetFolder, eventually, startAssets } from '../__testUtils__';

const own = (kind: string, name: string, title: string) =>
  `apiVersion: astrolabe.dev/v1alpha1
kind: ${kind}
metadata: { name: ${name}, title: ${JSON.stringify(title)} }
spec: { license: Apache-2.0, categories: [], dataTypes: [], libraries: [], tasks: [], tags: [] }
`;

const HOSTILE = '</script><script>alert(1)</script><!-- é';
const INDEX = '<!doctype html><html><head><title>App</title></head></html>';

/** The pages, as Backstage's app serves them: the same one everywhere. */
const app = createBackendPlugin({
  pluginId: 'app',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        httpRouter.use((_req, res) => {
          res.type('html').send(INDEX);
        });
      },
    });
  },
});

let folder: AssetFolder;
let room: Awaited<ReturnType<typeof startAssets>>;
let closed: typeof room;

const get = (path: string, accept?: string, at = room) => {
  const asked = at.api.get(path).redirects(0);
  return accept ? asked.set('accept', accept) : asked;
};

beforeAll(async () => {
  folder = await AssetFolder.create();
  await folder.write(
    'modules/beech/module.yaml',
    own('AiModule', 'beech', HOSTILE),
  );
  await folder.write(
    'datasets/iris/dataset.yaml',
    own('Dataset', 'iris', 'Irises'),
  );
  const features = [
    app,
    mockServices.httpAuth.factory({
      defaultCredentials: mockCredentials.none(),
    }),
  ];
  closed = await startAssets({ folder, features });
  room = await startAssets({
    ...{ folder, features },
    openMetadata: { enabled: true },
  });
  await eventually(() => get('/api/assets/v1/assets/dataset/iris').expect(200));
});
afterAll(async () => {
  await room?.stop();
  await closed?.stop();
  await folder?.remove();
});

const BROWSER =
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the page of an asset', () => {
  it.each(['text/turtle', 'application/ld+json', 'application/json;q=0.9'])(
    'leads who asks for %s to its description',
    async accept => {
      const { status, headers } = await get('/modules/beech', accept);
      const { pathname } = new URL(headers.location);
      expect([status, pathname]).toEqual([
        303,
        '/api/assets/v1/assets/module/beech',
      ]);
      expect(headers.vary).toMatch(/accept/i);
      await get(pathname, accept).expect(200);
    },
  );

  it.each([
    undefined,
    '*/*',
    BROWSER,
    'text/html, text/turtle;q=0.9',
    'image/png',
  ])('is a page for who asks for %s', async accept => {
    const { status, headers } = await get('/modules/beech', accept);
    expect([status, headers['content-type']]) //
      .toEqual([200, expect.stringContaining('text/html')]);
    expect(headers.vary).toMatch(/accept/i);
  });

  it('is that of its entity in the catalogue, too', async () => {
    const page = '/catalog/default/dataset/iris';
    const { status, headers } = await get(page, 'text/turtle');
    expect([status, new URL(headers.location).pathname]) //
      .toEqual([303, '/api/assets/v1/assets/dataset/iris']);
    for (const other of [
      '/catalog/default/group/sea',
      '/catalog',
      '/modules',
    ]) {
      await get(other, 'text/turtle').expect(200, INDEX);
    }
  });

  it('names its descriptions, which are there', async () => {
    const { headers, text } = await get('/modules/beech', BROWSER);
    const links = [...headers.link.matchAll(/<([^>]+)>; rel="alternate"/g)];
    const { document } = new JSDOM(text).window;
    const inPage = document.querySelectorAll('link[rel="alternate"]');
    const hrefs = [...inPage].map(each => each.getAttribute('href'));
    expect(hrefs).toEqual(links.map(([, address]) => address));
    expect(hrefs).toHaveLength(3);
    for (const [, address] of links) {
      const { pathname, search } = new URL(address);
      await get(`${pathname}${search}`).expect(200);
    }
  });

  it('tells search engines what it is about, whatever an author writes', async () => {
    const { text, headers } = await get('/modules/beech', BROWSER);
    expect(headers['content-length']).toBe(String(Buffer.byteLength(text)));
    const { document } = new JSDOM(text).window;
    expect(document.title).toBe('App');
    const scripts = document.querySelectorAll('script');
    expect([...scripts].map(({ type }) => type)).toEqual([
      'application/ld+json',
    ]);
    expect(JSON.parse(scripts[0].text)).toMatchObject({
      '@type': 'SoftwareApplication',
      name: HOSTILE,
    });
  });

  it('changes when the asset does, though the app does not', async () => {
    const first = await get('/datasets/iris', BROWSER);
    expect(first.text).toContain('Irises');
    await folder.write(
      'datasets/iris/dataset.yaml',
      own('Dataset', 'iris', 'Lilies'),
    );
    await eventually(async () => {
      const again = await get('/datasets/iris', BROWSER).set(
        'if-none-match',
        String(first.headers.etag ?? '*'),
      );
      expect([again.status, again.text]) //
        .toEqual([200, expect.stringContaining('Lilies')]);
    });
  });

  it('is the app’s alone where there is no such asset', async () => {
    const { text } = await get('/modules/none', BROWSER);
    expect(text).toBe(INDEX);
  });

  it('tells nothing where metadata are not open', async () => {
    const page = await get('/modules/beech', BROWSER, closed);
    expect([page.text, page.headers['access-control-allow-origin']]) //
      .toEqual([INDEX, undefined]);
    const { status, headers } = await get(
      '/modules/beech',
      'text/turtle',
      closed,
    );
    expect(status).toBe(303);
    await get(new URL(headers.location).pathname, 'text/turtle', closed) //
      .expect(401);
  });
});
