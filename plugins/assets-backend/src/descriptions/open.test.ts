import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { usedResourcesRef } from '@astrolabe/plugin-workloads-node';
import {
  assetSourcesExtensionPoint,
  type AssetFile,
} from '@astrolabe/plugin-assets-node';
import { parseFeed } from '@rowanmanning/feed-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssetFolder, eventually, startAssets } from '../__testUtils__';
import { spec } from '../generated/openapi';

const own = (name: string, tag: string) => `apiVersion: astrolabe.dev/v1alpha1
kind: AiModule
metadata: { name: ${name}, title: ${name}, description: Looks at ${tag}s. }
spec:
  license: Apache-2.0
  categories: []
  dataTypes: []
  libraries: []
  tasks: []
  tags: [${tag}]
`;

/** One whose repository is public, and one that builds on it and is private. */
const elsewhere: AssetFile[] = [
  { name: 'everybodys', isPublic: true, content: own('everybodys', 'tree') },
  {
    name: 'secret',
    isPublic: false,
    content: `${own(
      'secret',
      'tree',
    )}  dependsOn: ['aimodule:default/beech']\n`,
  },
  { name: 'unknown', content: own('unknown', 'tree') },
  {
    name: 'trusting',
    isPublic: true,
    content: `${own(
      'trusting',
      'tree',
    )}  dependsOn: ['aimodule:default/secret']\n`,
  },
].map(file => ({
  ...file,
  kind: 'module',
  origin: { location: 'https://example.org/x' },
}));

const others = createBackendModule({
  pluginId: 'assets',
  moduleId: 'elsewhere',
  register(env) {
    env.registerInit({
      deps: { sources: assetSourcesExtensionPoint, used: usedResourcesRef },
      async init({ sources, used }) {
        used.provide({
          of: async () => ({ runs: 5, memoryBytes: 123_000_000 }),
        });
        sources.addSource({
          id: 'elsewhere',
          everySeconds: 3600,
          read: ({ onPage }) => onPage({ upserted: elsewhere, removed: [] }, 1),
        });
      },
    });
  },
});

type Room = Awaited<ReturnType<typeof startAssets>>;

/** Nobody is signed in unless a request says so. */
const start = (folder: AssetFolder, openMetadata?: { enabled: boolean }) =>
  startAssets({
    ...{ folder, openMetadata },
    communities: [{ id: 'sea', title: 'Sea', catalogue: [{ tags: ['wave'] }] }],
    features: [
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      others,
    ],
  });

let folder: AssetFolder;
let room: Room;
let closed: Room;

const person = mockCredentials.user.header();
const get = (path: string, headers: Record<string, string> = {}, at = room) =>
  at.api.get(`${at.base}${path}`).set(headers).buffer(true);

beforeAll(async () => {
  folder = await AssetFolder.create();
  await folder.write('modules/beech/module.yaml', own('beech', 'tree'));
  await folder.write('modules/plankton/module.yaml', own('plankton', 'wave'));
  room = await start(folder, { enabled: true });
  closed = await start(folder);
  for (const each of [room, closed]) {
    await eventually(async () => {
      const all = await get('/assets', { authorization: person }, each);
      expect(all.body.totalItems).toBe(6);
    });
  }
});
afterAll(async () => {
  await room?.stop();
  await closed?.stop();
  await folder?.remove();
});

const harvested = async (headers?: Record<string, string>) => {
  const { text, status } = await get('/catalogue?format=json-ld', headers);
  expect(status).toBe(200);
  const page = JSON.parse(text);
  const names = [page['dcat:resource']]
    .flat()
    .map((thing: Record<string, string>) => thing['dct:identifier']);
  expect(page['hydra:totalItems']).toBe(names.length);
  return names;
};

describe('metadata that are open', () => {
  it('are harvested by who has not signed in: all that is public, and nothing else', async () => {
    expect(await harvested()).toEqual([
      'beech',
      'everybodys',
      'plankton',
      'trusting',
    ]);
  });

  it('are harvested whole by who has signed in', async () => {
    const names = await harvested({ authorization: person });
    expect(names).toContain('secret');
  });

  it('are those that the portal of a community shows, at that portal', async () => {
    const cookie = 'astrolabe-community=sea';
    expect(await harvested({ cookie })).toEqual(['plankton']);
    await get('/assets/module/beech', { cookie }).expect(404);
  });

  it('are had at the address of an asset, as what is asked for', async () => {
    const turtle = await get('/assets/module/everybodys', {
      accept: 'text/turtle',
    });
    expect([turtle.status, turtle.headers['access-control-allow-origin']]) //
      .toEqual([200, '*']);
    expect(turtle.headers['cache-control']).toBe('public, max-age=60');
    expect(turtle.headers.vary).toMatch(/Accept.*Authorization, Cookie/);
    const named = turtle.headers.link.match(/<([^>]+)>; rel="describedby"/)![1];
    const { pathname, search } = new URL(named);
    await room.api.get(`${pathname}${search}`).expect(200);
  });

  it('are linked data for who asks for nothing in particular; our own form is for who has signed in', async () => {
    const anything = await get('/assets/module/beech');
    expect(anything.headers['content-type']).toContain('application/ld+json');
    const ours = await get('/assets/module/beech', { authorization: person });
    expect(ours.headers['content-type']).toContain('application/json');
    expect(ours.headers['cache-control']).toBeUndefined();
  });

  it.each(['secret', 'unknown', 'none'])(
    'are not there of what is not public or not there: %s',
    async name => {
      for (const place of [
        `/assets/module/${name}`,
        `/assets/module/${name}/metadata?profile=mldcat-ap-3`,
      ]) {
        const { status, body } = await get(place);
        expect([status, body.error.code]).toEqual([404, 'ASSET_UNKNOWN']);
      }
    },
  );

  it('name nothing that is not public, even what builds on what is', async () => {
    for (const accept of ['text/turtle', 'application/ld+json', '*/*']) {
      for (const name of ['beech', 'trusting']) {
        const { text } = await get(`/assets/module/${name}`, { accept });
        expect(text).toContain(name);
        expect(text).not.toContain('secret');
      }
    }
    const ofPerson = await get('/assets/module/beech', {
      authorization: person,
    });
    expect(JSON.stringify(ofPerson.body)).toContain('aimodule:default/secret');
  });

  it('say nothing of what people do with it', async () => {
    const headers = { authorization: person };
    const { body } = await get('/assets/module/beech', headers);
    expect(body.spec.used).toEqual({ runs: 5, memoryBytes: 123_000_000 });
    for (const accept of ['text/turtle', 'application/ld+json']) {
      const { text } = await get('/assets/module/beech', { accept });
      expect(text).not.toMatch(/123|[Uu]sed/);
    }
  });

  it('are a feed, for readers without a name', async () => {
    const { text } = await get('/assets.atom');
    const titles = parseFeed(text).items.map(({ title }) => title);
    expect(titles.sort()).toEqual([
      'beech',
      'everybodys',
      'plankton',
      'trusting',
    ]);
  });

  it('are not sent again to a harvester that has them', async () => {
    const { headers } = await get('/catalogue');
    const again = await get('/catalogue', { 'if-none-match': headers.etag });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('are those that changed since a harvester came, where it says when that was', async () => {
    const since = async (instant: number) => {
      const at = new Date(instant).toISOString();
      const { text } = await get(
        `/catalogue?format=json-ld&limit=1&modifiedSince=${at}`,
      );
      return JSON.parse(text);
    };
    const hour = 3_600_000;
    const all = await since(Date.now() - hour);
    expect(all['hydra:totalItems']).toBe(4);
    expect(all['hydra:view']['hydra:next']['@id']).toContain('modifiedSince=');
    const none = await since(Date.now() + hour);
    expect(none['hydra:totalItems']).toBe(0);
    const leap = '/catalogue?modifiedSince=2016-12-31T23:59:60Z';
    expect((await get(leap)).status).toBe(400);
    const { status } = await get('/catalogue?modifiedSince=yesterday');
    expect(status).toBe(400);
  });

  it('open nothing else', async () => {
    const answers: string[] = [];
    for (const [place, operations] of Object.entries<object>(spec.paths)) {
      const path = place
        .replace('{kind}', 'module')
        .replace('{name}', 'beech')
        .replace(/\{\w+\}/g, 'checks');
      for (const method of Object.keys(operations)) {
        const { status } = await room.api[method as 'get'](
          `${room.base}${path.replace('/v1', '')}`,
        );
        if (status < 400) answers.push(`${method} ${place}`);
      }
    }
    expect(answers.sort()).toEqual([
      'get /v1/assets.atom',
      'get /v1/assets/{kind}/{name}',
      'get /v1/catalogue',
    ]);
  });

  it('are not open unless the operator says so', async () => {
    for (const path of ['/catalogue', '/assets.atom', '/assets/module/beech']) {
      expect((await get(path, {}, closed)).status).toBe(401);
    }
  });
});

describe('who has not signed in', () => {
  it('gets so much a minute from one address, and is told when there is more', async () => {
    const limited = await startAssets({
      folder,
      openMetadata: { enabled: true, requestsPerMinute: 2 },
      features: [
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
      ],
    });
    const ask = (headers = {}) => get('/catalogue', headers, limited);
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(200);
    const third = await ask();
    expect([third.status, third.body.error.code]) //
      .toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask({ authorization: person })).status).toBe(200);
    await limited.stop();
  });
});
