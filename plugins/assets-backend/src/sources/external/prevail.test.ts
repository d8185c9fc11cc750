import { expect, it } from 'vitest';
import {
  AssetFolder,
  eventually,
  startAssets,
  tool,
} from '../../__testUtils__';
import { RepositoryServer } from '../../datasets/__testUtils__/RepositoryServer';
import { zooEntry } from './__testUtils__/samples';

const titles = (page: { items: { title: string }[] }) =>
  page.items.map(({ title }) => title);

it('assets of the portal prevail over others of their name, which are told apart and come in for them', async () => {
  const server = await RepositoryServer.start();
  const folder = await AssetFolder.create();
  await folder.write(
    'models/bioimage-brave-otter/model.yaml',
    tool()
      .replace('AiTool', 'AiModel')
      .replace('jupyterlab', 'bioimage-brave-otter')
      .replace('JupyterLab', 'Ours'),
  );
  server.put('/collection.json', {
    body: {
      collection: [
        zooEntry({ rdf_source: undefined }),
        zooEntry({ id: 'two', nickname: 'calm-ant', rdf_source: undefined }),
        { type: 'notebook', id: 'three' },
      ],
    },
  });
  const room = await startAssets({
    folder,
    externalCatalogues: [
      {
        type: 'bioimage',
        url: `${server.url}/collection.json`,
        allowPrivateNetwork: true,
      },
    ],
  });
  try {
    const list = async (query = '') =>
      (await room.api.get(`${room.base}/assets${query}`).expect(200)).body;
    const both = await eventually(async () => {
      const page = await list();
      expect(titles(page)).toEqual(['Nuclei in the dark', 'Ours']);
      return page;
    });
    expect(both.facets.catalogue).toEqual([
      { value: 'BioImage Model Zoo', count: 1 },
      { value: 'portal', count: 1 },
    ]);
    const { body } = await room.api.get(`${room.base}/problems`);
    expect(
      body.sources.find((each: { note?: string }) => each.note),
    ).toMatchObject({
      ...{ id: 'external:bioimage', state: 'ok' },
      note: "Not shown of BioImage Model Zoo: 1 of kind 'notebook'.",
    });
    const ours = await list('?catalogue=portal');
    expect(ours.items).toMatchObject([{ title: 'Ours' }]);
    const theirs = await list('?catalogue=BioImage%20Model%20Zoo');
    expect(theirs.items).toMatchObject([{ name: 'bioimage-calm-ant' }]);
    const feed = await room.api.get(`${room.base}/catalogue`).expect(200);
    expect(feed.text).toContain('bioimage-brave-otter');
    expect(feed.text).not.toContain('calm-ant');

    // Its name is free: all of the zoo is read again, which has one less by now.
    server.put('/collection.json', {
      body: { collection: [zooEntry({ rdf_source: undefined })] },
    });
    await folder.remove('models/bioimage-brave-otter');
    await eventually(async () => {
      const { items } = await list();
      expect(items).toMatchObject([{ name: 'bioimage-brave-otter' }]);
      expect(titles({ items })).toEqual(['Nuclei in the dark']);
    }, 30);
  } finally {
    await room.stop();
    await folder.remove();
    await server.stop();
  }
}, 60_000);
