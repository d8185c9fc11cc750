import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeAsset, profilesFor } from '@astrolabe/profiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-forbidden-package-imports -- what tests of standards share
import * as standards from '@astrolabe/profiles/src/__testUtils__';
import { RepositoryServer } from '../../datasets/__testUtils__/RepositoryServer';
import { hubAt, zooAt } from './__testUtils__/configs';
import { Reads } from './__testUtils__/Reads';
import {
  hubCard,
  hubList,
  hubModel,
  zooEntry,
  zooRdf,
} from './__testUtils__/samples';

const { assetOf, readShapes, shared, subject, violations } = standards;

type Asset = ReturnType<typeof assetOf>;

/** What each catalogue hands over, as the API has it. */
let models: [catalogue: string, asset: Asset][];
let server: RepositoryServer;

beforeAll(async () => {
  server = await RepositoryServer.start();
  const put = (at: string, body: unknown) =>
    server.put(at, {
      body: JSON.parse(JSON.stringify(body).replaceAll('{url}', server.url)),
    });
  put('/collection.json', { type: 'collection', collection: [zooEntry()] });
  put('/brave-otter/rdf.yaml', zooRdf);
  put('/brave-otter/README.md', '# How it was trained');
  put(hubList('author=lab'), [hubModel()]);
  put(`/lab/leaf-net/resolve/${hubModel().sha}/README.md`, hubCard);
  const zoo = zooAt(server, { most: 10 });
  const hub = hubAt(server, { most: 10 });
  models = await Promise.all(
    [zoo, hub].map(async config => {
      const reads = new Reads(server, config);
      await reads.again();
      const [{ name, kind, details }] = reads.shown.values();
      const { spec, origin } = details;
      const asset = { ...assetOf(kind, name, spec), origin };
      return [origin.catalogue!, asset] as [string, Asset];
    }),
  );
});
afterAll(() => server.stop());

const described = async (asset: Asset, id: string) => {
  const profile = profilesFor(asset.kind).find(each => each.id === id)!;
  const [format] = profile.formats;
  return (await describeAsset(subject(asset), { profile, format })).content;
};

describe('what other catalogues publish', () => {
  it.each(['mldcat-ap-3', 'mldcat-ap-2', 'schema-org', 'fair4ml', 'ro-crate'])(
    'is theirs in %s: they are named as its publisher, and where they have it',
    async id => {
      expect(models.map(([catalogue]) => catalogue)).toEqual([
        'BioImage Model Zoo',
        'Hugging Face',
      ]);
      for (const [catalogue, asset] of models) {
        const text = await described(asset, id);
        expect(text).toMatch(/publisher/);
        expect(text).toContain(catalogue);
        expect(text).toContain(asset.origin.location);
      }
    },
  );

  const shapes = (version: string) =>
    path.join(shared, `standards/mldcat-ap/${version}/shacl.ttl`);

  it.skipIf(!existsSync(shapes('3.0.0'))).each([
    ['mldcat-ap-3', '3.0.0'],
    ['mldcat-ap-2', '2.1.0'],
  ])('breaks no rule of %s (in ../shared)', async (id, version) => {
    const validator = readShapes(shapes(version));
    for (const [, asset] of models) {
      const text = await described(asset, id);
      expect([asset.name, await violations(text, validator)]).toEqual([
        asset.name,
        [],
      ]);
    }
  });
});
