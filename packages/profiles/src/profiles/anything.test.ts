import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeAsset, profilesFor } from '..';
import { documentOf } from '../describe';
import { anyAsset, assetOf, everything, subject } from '../__testUtils__';
import { citationCff } from './citation-cff';

const cyclonedx = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

/** By the rules of each standard that a text can be held against here. */
const rules: Record<string, (text: string) => unknown> = {
  cyclonedx: async text => expect(await cyclonedx.validate(text)).toBeNull(),
  'citation-cff': text => {
    const cff = parse(text);
    for (const key of ['repository-artifact', 'repository-code', 'license-url'])
      expect(cff[key] ?? 'https://x').toMatch(/^https?:\/\/./);
    if (cff.doi) expect(cff.doi).toMatch(/^10\.[\w.:/;()[\]-]+$/);
    for (const { type, value } of cff.identifiers ?? []) {
      expect(['doi', 'url', 'other']).toContain(type);
      if (type === 'doi') expect(value).toMatch(/^10\.[\w.:/;()[\]-]+$/);
    }
  },
  'hugging-face': text => {
    const front = parse(text.split(/^---$/m)[1]);
    if (front.license === 'other') expect(front.license_name).toBeTruthy();
  },
};

it('every standard has words for whatever people write', async () => {
  await fc.assert(
    fc.asyncProperty(anyAsset, async asset => {
      for (const profile of profilesFor(asset.kind)) {
        const [format] = profile.formats.slice(-1);
        const said = await describeAsset(subject(asset), { profile, format });
        await rules[profile.id]?.(said.content);
        expect(said.content).not.toMatch(/undefined|function Object|NaN/);
      }
    }),
    { numRuns: 100 },
  );
});

it('a word that programs know from elsewhere is one like any other', async () => {
  const word = 'constructor';
  const asset = assetOf('model', word, {
    ...everything,
    title: word,
    libraries: [word],
    distribution: { filesTotal: 1, files: [{ path: word }] },
  });
  for (const kind of ['model', 'dataset'] as const) {
    for (const profile of profilesFor(kind)) {
      for (const format of profile.formats) {
        const about = subject({ ...asset, kind });
        const { content } = await describeAsset(about, { profile, format });
        expect(content).toContain(word);
        expect(content).not.toContain('native code');
      }
    }
  }
});

it('a file that is listed twice is one component, and hashed if that is whole', async () => {
  const files = [
    'md5:d41d8cd98f00b204e9800998ecf8427e',
    `sha256:${'0'.repeat(33)}`,
  ].flatMap((checksum, i) => [
    { path: `${i}`, checksum },
    { path: `${i}`, checksum },
  ]);
  const distribution = { filesTotal: 4, files };
  const asset = assetOf('dataset', 'x', {
    ...everything,
    libraries: [],
    dependencies: [],
    image: undefined,
    dependsOn: [],
    distribution,
  });
  const profile = profilesFor('dataset').find(({ id }) => id === 'cyclonedx')!;
  const { components } = documentOf(profile, subject(asset));
  expect(components).toEqual([
    expect.objectContaining({
      name: '0',
      hashes: [{ alg: 'MD5', content: 'd41d8cd98f00b204e9800998ecf8427e' }],
    }),
    expect.not.objectContaining({ hashes: expect.anything() }),
  ]);
});

describe('CITATION.cff', () => {
  const cff = (more: object) => {
    const asset = assetOf('module', 'x', { ...everything, ...more });
    return documentOf(citationCff, subject(asset));
  };

  it('names a licence that it knows, and of a newer one where its text is', () => {
    expect(cff({ license: 'MIT' })).toMatchObject({ license: 'MIT' });
    const newer = cff({ license: 'CDLA-Permissive-2.0' });
    expect(newer).not.toHaveProperty('license');
    expect(newer).toMatchObject({
      'license-url': 'https://spdx.org/licenses/CDLA-Permissive-2.0',
    });
  });

  it('says of a DOI that it is one, and of an image where it is', () => {
    const links = { zenodoDoi: '10.5281/zenodo.1', dockerImage: 'no image!' };
    const said = cff({ links, doi: '10.1234/<x>' });
    expect(said).not.toHaveProperty('doi');
    expect(said).not.toHaveProperty('repository-artifact');
    expect(said.identifiers).toEqual([
      { type: 'other', value: '10.1234/<x>' },
      { type: 'doi', value: '10.5281/zenodo.1' },
    ]);
  });
});
