import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mockServices } from '@backstage/backend-test-utils';
import { readAssetsConfig } from './config';

const read = (assets: object) =>
  readAssetsConfig(mockServices.rootConfig({ data: { assets } as never }));

describe('the configuration of assets', () => {
  it('says which repositories of datasets can be elsewhere', () => {
    const zenodo = 'https://sandbox.zenodo.org';
    expect(read({ datasetRepositories: { zenodo } }).repositories).toEqual({
      zenodo,
    });
    expect(() => read({ datasetRepositories: { zenodoo: zenodo } })).toThrow(
      /has 'zenodoo', but knows: zenodo/,
    );
    expect(() => read({ datasetRepositories: { zenodo: 'zenodo' } })).toThrow(
      /datasetRepositories\.zenodo.*http/,
    );
  });

  it('needs nothing', () => {
    expect(read({})).toEqual({
      signing: { keyFile: undefined, waitMinutes: 60 },
      files: {
        roots: [path.resolve(__dirname, '../../../catalog-info')],
        everySeconds: 3,
      },
      forges: [],
      externalCatalogues: [],
      repositories: {},
      templates: {
        roots: [path.resolve(__dirname, '../../../templates')],
        seconds: 60,
      },
      dataDirectory: path.resolve(__dirname, '../../../data/assets'),
    });
    expect(
      read({ forges: [{ id: 'hub', organization: 'lab' }] }).forges,
    ).toMatchObject([
      {
        apiBaseUrl: 'https://api.github.com',
        kind: 'module',
        everySeconds: 3600,
        allowPrivateNetwork: false,
      },
    ]);
  });

  it.each([
    [{ kind: 'animal' }, /forges\[0\].kind' is 'animal'.*module, tool/],
    [{ type: 'other' }, /forges\[0\].type' is 'other'.*github/],
    [{ everySeconds: 1 }, /forges\[0\].everySeconds' is 1.*10 to 604800/],
    [{ apiBaseUrl: 'file:///etc' }, /apiBaseUrl' is 'file:.*http/],
    [{ catalogueList: { url: 'https://x.example' } }, /either 'organization'/],
  ])('refuses %j with the key, the value and what is allowed', (more, said) => {
    expect(() =>
      read({ forges: [{ id: 'hub', organization: 'lab', ...more }] }),
    ).toThrow(said);
  });

  it('asks no catalogue of others unless one is named, and knows what of it', () => {
    const read1 = (catalogue: object) =>
      read({ externalCatalogues: [catalogue] }).externalCatalogues[0];
    expect(read1({ type: 'bioimage' })).toEqual({
      ...{ id: 'bioimage', type: 'bioimage', organizations: [], tags: [] },
      kind: 'model',
      ...{ most: 1000, everySeconds: 86_400, allowPrivateNetwork: false },
    });
    const twice = { externalCatalogues: Array(2).fill({ type: 'bioimage' }) };
    expect(() => read(twice)).toThrow(/two catalogues with the id 'bioimage'/);
    for (const [catalogue, said] of [
      [{ type: 'zoo' }, /type' is 'zoo'.*bioimage, hugging-face/],
      [{}, /needs a 'type'/],
      [{ type: 'hugging-face' }, /needs 'organizations' or 'tags'/],
      [{ type: 'bioimage', tags: ['x'] }, /'bioimage' is not chosen by/],
      [{ type: 'bioimage', kind: 'dataset' }, /kind' is 'dataset'.*: model/],
      [{ type: 'bioimage', id: 'A b' }, /id' is 'A b'/],
      [{ type: 'bioimage', most: 0 }, /most' is 0.*1 to 20000/],
      [{ type: 'bioimage', everySeconds: 5 }, /60 to 2592000 seconds/],
    ] as const) {
      expect(() => read1(catalogue)).toThrow(said);
    }
  });

  it('refuses two forges of one name', () => {
    const forge = { id: 'hub', organization: 'lab' };
    expect(() => read({ forges: [forge, forge] })).toThrow(/two forges.*hub/);
  });
});
