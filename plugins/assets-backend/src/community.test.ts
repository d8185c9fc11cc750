import { parseFeed } from '@rowanmanning/feed-parser';
import { mockCredentials } from '@backstage/backend-test-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssetFolder, eventually, startAssets } from './__testUtils__';

const asset = (kind: string, name: string, more: string) =>
  `apiVersion: astrolabe.dev/v1alpha1
kind: ${kind}
metadata: { name: ${name}, title: ${name}, description: Looks at pictures. }
spec:
  license: BSD-3-Clause
  categories: []
  dataTypes: []
  libraries: []
  ${more}
`;

const files = {
  'modules/plankton/module.yaml': asset(
    'AiModule',
    'plankton',
    'tags: [sea]\n  tasks: [Vision]\n  dependsOn: [dataset:default/leaves, dataset:default/waves]',
  ),
  'modules/beech/module.yaml': asset(
    'AiModule',
    'beech',
    'tags: [wood]\n  tasks: [Vision]',
  ),
  'datasets/waves/dataset.yaml': asset(
    'Dataset',
    'waves',
    'tags: [sea]\n  tasks: []',
  ),
  'datasets/leaves/dataset.yaml': asset(
    'Dataset',
    'leaves',
    'tags: [wood]\n  tasks: []',
  ),
  'tools/jupyterlab/tool.yaml': asset(
    'AiTool',
    'jupyterlab',
    'tags: []\n  tasks: []',
  ),
  'tools/mlflow/tool.yaml': asset('AiTool', 'mlflow', 'tags: []\n  tasks: []'),
};

const communities = [
  {
    id: 'sea',
    title: 'Sea',
    hosts: ['sea.localhost'],
    catalogue: [{ tags: ['sea'] }],
    tools: ['jupyterlab'],
  },
  { id: 'wood', title: 'Wood', catalogue: [{ tags: ['wood'] }] },
];

describe('the assets of a portal', () => {
  let folder: AssetFolder;
  let room: Awaited<ReturnType<typeof startAssets>>;

  beforeAll(async () => {
    folder = await AssetFolder.create();
    for (const [file, text] of Object.entries(files)) {
      await folder.write(file, text);
    }
    room = await startAssets({ folder, communities });
    await eventually(async () =>
      expect((await ask('/assets')).body.totalItems).toBe(6),
    );
  });

  afterAll(async () => {
    await room.stop();
    await folder.remove();
  });

  /** At the host of a community, at its path, or at the portal itself. */
  function ask(path: string, at: { host?: string; community?: string } = {}) {
    const request = room.api.get(`${room.base}${path}`);
    if (at.host) request.set('host', at.host);
    if (at.community)
      request.set('cookie', `astrolabe-community=${at.community}`);
    return request;
  }

  const names = (body: { items: { name: string }[] }) =>
    body.items.map(({ name }) => name);
  const sea = { host: 'sea.localhost:7007' };
  const wood = { community: 'wood' };

  it('are all of them at the portal itself', async () => {
    const { body } = await ask('/assets');
    expect(names(body)).toHaveLength(6);
  });

  it('are those of the community, at its host and at its path', async () => {
    const atHost = await ask('/assets', sea);
    expect(names(atHost.body)).toEqual(['jupyterlab', 'plankton', 'waves']);
    const atPath = await ask('/assets', wood);
    expect(names(atPath.body)).toEqual(['beech', 'leaves']);
  });

  it('are the only ones that are counted, in facets too', async () => {
    const { body } = await ask('/assets?limit=1', sea);
    expect(body.totalItems).toBe(3);
    expect(body.facets.tags).toEqual([{ value: 'sea', count: 2 }]);
    expect(body.facets.tasks).toEqual([{ value: 'Vision', count: 1 }]);
  });

  it('are the only ones that a search finds', async () => {
    const { body } = await ask('/assets?text=pictures&kind=module', wood);
    expect(names(body)).toEqual(['beech']);
    // A space as browsers write it, and what they leave as it is.
    const words = await ask('/assets?text=looks+at+*&kind=module', wood);
    expect([words.status, names(words.body)]).toEqual([200, ['beech']]);
    expect(names((await ask('/assets?text=plankton', wood)).body)).toEqual([]);
  });

  it('are the only ones with a page, and with a file to download', async () => {
    await ask('/assets/module/plankton', sea).expect(200);
    const { body } = await ask('/assets/module/plankton', wood).expect(404);
    expect(body.error.code).toBe('ASSET_UNKNOWN');
    await ask('/assets/module/plankton/metadata', wood).expect(404);
    await ask('/assets/tool/mlflow', sea).expect(404);
  });

  it('lead to each other only', async () => {
    const { body } = await ask('/assets/module/plankton', sea);
    expect(body.relations).toEqual([
      expect.objectContaining({ entityRef: 'dataset:default/waves' }),
    ]);
    const all = await ask('/assets/module/plankton');
    expect(all.body.relations).toHaveLength(2);
  });

  it('are the only ones in a feed, whose reader has no cookie', async () => {
    const titles = async (path: string, at = {}) => {
      const { body, headers } = await ask(path, at)
        .buffer()
        .parse((res, done) => {
          let text = '';
          res.on('data', chunk => (text += chunk));
          res.on('end', () => done(null, text));
        })
        .expect(200);
      const { items, self } = parseFeed(body);
      return { headers, self, titles: items.map(({ title }) => title).sort() };
    };
    const atPath = await titles('/assets.atom?kind=module', wood);
    expect(atPath.titles).toEqual(['beech']);
    expect(atPath.headers['cache-control']).toBe('private, no-cache');
    expect(atPath.headers.vary).toMatch(/Cookie, Host/);
    // Its own address is what a reader keeps.
    const { pathname, search } = new URL(atPath.self!);
    const kept = pathname.replace(room.base, '') + search;
    expect(kept).toBe('/assets.atom?kind=module&community=wood');
    expect((await titles(kept)).titles).toEqual(['beech']);
    expect((await titles(kept, sea)).titles).toEqual(['beech']);
    const { body } = await ask('/assets.atom?community=desert').expect(404);
    expect(body.error.code).toBe('COMMUNITY_UNKNOWN');
  });

  it('have the only problems that are listed', async () => {
    await folder.write(
      'modules/oak/module.yaml',
      'metadata_version: 2.3.0\ntitle: Oak\n',
    );
    const problems = (at = {}) =>
      ask('/problems', at).then(({ body }) => body.totalItems);
    await eventually(async () => expect(await problems()).toBe(1));
    expect(await problems(sea)).toBe(0);
  });

  it('are all of them for a backend, whatever name it asks by', async () => {
    const { body } = await ask('/assets', sea).set(
      'authorization',
      mockCredentials.service.header(),
    );
    expect(names(body).length).toBeGreaterThanOrEqual(6);
  });
});
