import path from 'node:path';
import {
  assetEntityRef,
  completeness,
  type Asset,
} from '@astrolabe/plugin-assets-common';
import { describeAsset, profilesFor } from '@astrolabe/profiles';
import { expect, it } from 'vitest';
import { toRecord } from '../ingest/toRecord';
import { makeProject } from '../projects/makeProject';
import { readTemplates } from '../projects/readTemplates';
import { harvest } from '.';

const templates = readTemplates([
  path.resolve(__dirname, '../../../../templates'),
]);
const template = templates.find(({ id }) => id === 'ai-module-minimal')!;

/** As it is in the catalogue when it was published, and checked for the first time. */
async function published(): Promise<Asset> {
  const { files } = makeProject(
    template,
    {
      module: {
        ...{ title: 'Leaf counter', name: 'leaf-counter', version: '0.1.0' },
        summary: 'Counts leaves.',
        description: 'Counts the leaves of a plant in a picture. '.repeat(3),
      },
      people: {
        authors: ['Ada Lovelace <ada@example.org> 0000-0002-1825-0097'],
        ...{ licence: 'MIT', owner: 'https://github.com/example' },
      },
      code: { framework: 'scikit-learn', python: '3.12', image: 'cpu' },
      metadata: {
        ...{ tasks: ['Classification'], dataTypes: ['Image'] },
        tags: ['leaves'],
      },
    },
    new Date('2026-11-29T12:00:00Z'),
  );
  const textOf = (at: string) => files.find(file => file.path === at)?.text;
  const library = { type: 'library', name: 'deepaas', version: '2.6.0' };
  const purl = 'pkg:pypi/deepaas@2.6.0';
  const found = await harvest({
    about: {
      ...{ sizeBytes: 70_000, updatedAt: '2026-11-30T08:00:00Z' },
      languages: [{ name: 'Python', share: 0.97 }],
    },
    sbom: JSON.stringify({ components: [{ ...library, purl }] }),
    read: async at => textOf(at),
  });
  const { details, valid } = toRecord(
    {
      ...{ kind: 'module', name: 'leaf-counter', harvested: found },
      ...{ content: textOf('ai4-metadata.yml')!, origin: { location: 'x' } },
      facts: { sourceCode: 'https://github.com/example/leaf-counter' },
    },
    'test',
  );
  const { spec } = details;
  return {
    ...{ ...spec, ...details, kind: 'module', name: 'leaf-counter', valid },
    entityRef: assetEntityRef('module', 'leaf-counter'),
    ...{ launches: 0, launchable: true, relations: [] },
  };
}

it('a module that the template has made is described all but completely in the catalogue', async () => {
  const { spec, problems, harvested } = await published();
  expect(problems).toEqual([]);
  const of = { kind: 'module', format: 'ai4', isWhole: true } as const;
  expect(completeness(spec, of).score).toBeGreaterThanOrEqual(90);
  // What its metadata file has no place for, the others say.
  const { authors, version, ...typed } = spec;
  const { missing } = completeness(typed, of);
  expect(missing.map(({ field }) => field)).toEqual(
    expect.arrayContaining([
      'authors (CITATION.cff)',
      'version (pyproject.toml)',
    ]),
  );
  expect([authors, version]).not.toContain(undefined);
  expect(spec.authors).toEqual([
    { name: 'Ada Lovelace', orcid: '0000-0002-1825-0097' },
  ]);
  expect(harvested!.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['authors', 'version', 'updatedAt', 'languages']),
  );
});

it('MLDCAT-AP says of it the licence, dates, people, version, language and packages', async () => {
  const asset = await published();
  const page = 'https://portal.example/modules/leaf-counter';
  const profile = profilesFor('module').find(({ id }) => id === 'mldcat-ap-3')!;
  const { content, gaps } = await describeAsset(
    {
      ...{ asset, id: `${page}#it`, page, madeAt: '2026-11-30T08:00:00Z' },
      idOf: () => undefined,
    },
    { profile, format: profile.formats[0] },
  );
  for (const said of [
    ...['spdx.org/licenses/MIT', '2026-11-29', '2026-11-30', 'Ada Lovelace'],
    ...['orcid.org/0000-0002-1825-0097', '"0.1.0"', '"Python"'],
    ...['"deepaas"', '"pkg:pypi/deepaas@2.6.0"'],
  ]) {
    expect(content).toContain(said);
  }
  // What only its authors can say.
  expect(gaps).toEqual(['links.dataset', 'links.weights']);
});
