import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AssetFolder, eventually, startAssets } from '../__testUtils__';
import { RepositoryServer } from './__testUtils__/RepositoryServer';
import { zenodoRecord } from './__testUtils__/samples';

describe('datasets of a repository', () => {
  let server: RepositoryServer;
  let folder: AssetFolder;
  let room: Awaited<ReturnType<typeof startAssets>>;
  let denied: string[];
  const audited: object[] = [];

  beforeEach(async () => {
    denied = [];
    server = await RepositoryServer.start();
    server.put('/api/records/42', { body: zenodoRecord });
    folder = await AssetFolder.create();
    const permissions = mockServices.permissions.mock({
      authorize: async asked =>
        asked.map(({ permission }) => ({
          result: denied.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
    });
    const auditor = mockServices.auditor.mock({
      createEvent: async event => {
        audited.push(event);
        return { success: async () => {}, fail: async () => {} };
      },
    });
    room = await startAssets({
      folder,
      features: [permissions.factory, auditor.factory],
      datasetRepositories: { zenodo: server.url, datacite: server.url },
    });
  });
  afterEach(async () => {
    await room.stop();
    await folder.remove();
    await server.stop();
  });

  const as = (name: string) => ({
    authorization: mockCredentials.user.header(`user:default/${name}`),
  });
  const get = (path: string, name = 'ada') =>
    room.api.get(`${room.base}${path}`).set(as(name));
  const importIt = (source: string, name = 'ada') =>
    room.api.post(`${room.base}/datasets`).set(as(name)).send({ source });
  const remove = (asset: string, name: string) =>
    room.api.delete(`${room.base}/datasets/${asset}`).set(as(name));
  const NAME = '10.5281-zenodo.42';

  it('are found by words', async () => {
    const hits = { total: 12, hits: [zenodoRecord] };
    server.put(
      '/api/records?q=red+corals&type=dataset&sort=bestmatch&size=10&page=1',
      { body: { hits } },
    );
    const { body } = await get('/dataset-search?text=red%20corals').expect(200);
    expect(body).toMatchObject({
      totalItems: 12,
      nextPage: 2,
      items: [
        {
          source: '10.5281/zenodo.42',
          title: 'Corals of the Red Sea',
          bytesTotal: 1234,
        },
      ],
    });
    const known = await get('/dataset-repositories').expect(200);
    expect(known.body.items).toContainEqual({
      id: 'zenodo',
      title: 'Zenodo',
      searchable: true,
    });
    const { body: refused } = await get(
      '/dataset-search?repository=dryad&text=x',
    ).expect(400);
    expect(refused.error).toMatchObject({
      code: 'NOT_SEARCHABLE',
      cause: 'repository: zenodo',
    });
  });

  it('become assets with their origin and checksums, once', async () => {
    const before = await get(
      '/dataset-description?source=10.5281/zenodo.42',
    ).expect(200);
    expect(before.body).toMatchObject({ imported: false, asset: NAME });
    const twice = await Promise.all([
      importIt('10.5281/zenodo.42'),
      importIt('https://doi.org/10.5281/zenodo.42', 'max'),
    ]);
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(twice[0].body).toEqual({
      name: NAME,
      entityRef: `dataset:default/${NAME}`,
      title: 'Corals of the Red Sea',
    });
    const { body } = await eventually(() =>
      get(`/assets/dataset/${NAME}`).expect(200),
    );
    expect(body).toMatchObject({
      valid: true,
      problems: [],
      license: 'CC-BY-4.0',
      origin: { source: 'imported', location: '10.5281/zenodo.42' },
      spec: {
        doi: '10.5281/zenodo.42',
        authors: ['Cousteau, J.', 'Ruiz, M.'],
        distribution: {
          bytesTotal: 1234,
          files: [
            {
              path: 'corals.zip',
              checksum: 'md5:d41d8cd98f00b204e9800998ecf8427e',
            },
          ],
        },
      },
    });
    const found = await get('/assets?kind=dataset&text=corals').expect(200);
    expect(found.body.totalItems).toBe(1);
    expect(audited).toContainEqual(
      expect.objectContaining({ eventId: 'dataset-import' }),
    );
  });

  it('are taken out by who imported them, or a manager, and by nobody else', async () => {
    await importIt('10.5281/zenodo.42').expect(201);
    denied = ['asset.refresh'];
    const { body } = await remove(NAME, 'max').expect(403);
    expect(body.error.code).toBe('NOT_YOUR_IMPORT');
    await remove(NAME, 'ada').expect(204);
    await remove(NAME, 'ada').expect(204);
    await eventually(() => get(`/assets/dataset/${NAME}`).expect(404));
    await importIt('10.5281/zenodo.42').expect(201);
    denied = [];
    await remove(NAME, 'max').expect(204);
  });

  it('are imported by who may alone; others can look', async () => {
    denied = ['asset.import'];
    await importIt('10.5281/zenodo.42').expect(403);
    await get('/dataset-description?source=10.5281/zenodo.42').expect(200);
    denied = ['asset.read'];
    await get('/dataset-description?source=10.5281/zenodo.42').expect(403);
    await get('/dataset-search?text=corals').expect(403);
    await get('/dataset-repositories').expect(403);
  });

  it('leave nothing behind when their repository fails', async () => {
    server.put('/api/records/42', { status: 500 });
    const { body } = await importIt('10.5281/zenodo.42').expect(503);
    expect(body.error).toMatchObject({ code: 'REPOSITORY_AWAY' });
    const { body: found } = await get('/assets?kind=dataset').expect(200);
    expect(found.totalItems).toBe(0);
  });

  it('have no name that another dataset of the portal has', async () => {
    await folder.write(
      `datasets/${NAME}/dataset.yaml`,
      `apiVersion: astrolabe.dev/v1alpha1
kind: Dataset
metadata: { name: ${NAME} }
spec:
  { title: Ours, summary: Ours, libraries: [], tasks: [], categories: [], tags: [], dataTypes: [] }
`,
    );
    await eventually(() => get(`/assets/dataset/${NAME}`).expect(200));
    const { body } = await importIt('10.5281/zenodo.42').expect(409);
    expect(body.error).toMatchObject({
      code: 'ALREADY_AN_ASSET',
      cause: 'it is from files',
    });
  });

  it.each([
    [{}, 'source'],
    [{ source: '' }, 'source'],
    [{ source: 5 }, 'source'],
    [{ source: 'x'.repeat(3000) }, 'source'],
    [{ source: '10.5281/zenodo.42', owner: 'user:default/max' }, 'owner'],
  ])('are refused with the field that is wrong (%j)', async (body, field) => {
    const answer = await room.api
      .post(`${room.base}/datasets`)
      .set(as('ada'))
      .send(body)
      .expect(400);
    expect(JSON.stringify(answer.body.error.problems)).toContain(field);
  });
});
