import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { catalogueOf, describeAsset, profilesFor } from '.';
import { documentOf } from './describe';
import {
  anyAsset,
  areRealFilesHere,
  assetOf,
  bareAssets,
  canonical,
  fullAssets,
  leavesOf,
  omit,
  ourAssets,
  readShapes,
  realAssets,
  realNames,
  shared,
  subject,
  titlesIn,
  violations,
} from './__testUtils__';
import { forgotten } from './mapping';
import { profiles } from './profiles';

const assets = [...ourAssets, ...fullAssets, ...bareAssets];

describe.each(profiles)('$title', profile => {
  it('has a place for every property of assets, or a reason why not', () => {
    for (const [kind, mapping] of Object.entries(profile.kinds)) {
      expect({ kind, forgotten: forgotten(mapping.rows) }).toEqual({
        kind,
        forgotten: [],
      });
    }
  });

  it('says every property that it has a place for', () => {
    for (const asset of fullAssets) {
      const rows = profile.kinds[asset.kind]?.rows ?? [];
      const unsaid = leavesOf(rows).filter(field => {
        const without = assetOf(
          asset.kind,
          asset.name,
          omit(asset.spec, field),
        );
        const texts = [asset, without].map(each =>
          JSON.stringify(documentOf(profile, subject(each))),
        );
        return texts[0] === texts[1];
      });
      expect({ kind: asset.kind, unsaid }).toEqual({
        kind: asset.kind,
        unsaid: [],
      });
    }
  });

  it('writes the same graph in each of its formats', async () => {
    const rdf = profile.formats.filter(({ id }) =>
      ['turtle', 'json-ld'].includes(id),
    );
    if (rdf.length < 2) return;
    for (const asset of [...assets, ...realAssets]) {
      if (!profile.kinds[asset.kind]) continue;
      const [one, other] = await Promise.all(
        rdf.map(async format => {
          const said = await describeAsset(subject(asset), { profile, format });
          return canonical(said.content, said.mediaType);
        }),
      );
      expect(one.length).toBeGreaterThan(100);
      expect(one).toBe(other);
    }
  });
});

const rdfProfiles = profiles.filter(
  ({ formats }) => formats[0].id === 'turtle',
);

it.each(rdfProfiles)(
  '$title keeps whatever people write: quotes, line ends, other scripts',
  async profile => {
    await fc.assert(
      fc.asyncProperty(anyAsset, async asset => {
        if (!profile.kinds[asset.kind]) return;
        const [turtle, jsonLd] = await Promise.all(
          profile.formats.map(async format => {
            const { content, mediaType } = await describeAsset(subject(asset), {
              profile,
              format,
            });
            return canonical(content, mediaType);
          }),
        );
        expect(turtle).toBe(jsonLd);
        expect(titlesIn(turtle)).toContain(asset.title);
      }),
      { numRuns: 50 },
    );
  },
);

it('what is held for modules holds for models: they have one table', () => {
  for (const { kinds } of profiles) {
    if (kinds.model) expect(kinds.model).toBe(kinds.module ?? kinds.model);
  }
});

it('describes every kind of asset in several standards', () => {
  expect(profilesFor('module').map(({ id }) => id)).toContain('mldcat-ap-3');
  expect(profilesFor('dataset').map(({ id }) => id)).toContain('mldcat-ap-3');
});

describe('CycloneDX', () => {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

  it('refuses what is no bill of materials', async () => {
    expect(await validator.validate('{}')).not.toBeNull();
  });

  it.each([...assets, ...realAssets])(
    'takes the bill of materials of $entityRef',
    async asset => {
      const profile = profiles.find(({ id }) => id === 'cyclonedx')!;
      const { content } = await describeAsset(subject(asset), {
        profile,
        format: profile.formats[0],
      });
      expect(await validator.validate(content)).toBeNull();
    },
  );
});

const vocabulary = path.join(shared, 'standards/fair4ml/fair4ml-0.1.0.jsonld');

it.skipIf(!existsSync(vocabulary))(
  'has no words of FAIR4ML that FAIR4ML does not have (in ../shared)',
  () => {
    const { '@graph': terms } = JSON.parse(readFileSync(vocabulary, 'utf8'));
    const known = terms.map((term: { '@id': string }) => term['@id']);
    const fair4ml = profiles.find(({ id }) => id === 'fair4ml')!;
    const used = Object.values(fair4ml.kinds)
      .flatMap(({ rows }) => rows.map(({ to = '' }) => to))
      .filter(to => to.startsWith('fair4ml:'));
    expect(used.length).toBeGreaterThan(3);
    expect(known).toEqual(expect.arrayContaining([...used, 'fair4ml:MLModel']));
  },
);

it('says the words of FAIR4ML in the namespace of FAIR4ML, and of code that it is code', async () => {
  const said = async (id: string, format: number) => {
    const profile = profiles.find(each => each.id === id)!;
    const { content } = await describeAsset(subject(fullAssets[0]), {
      profile,
      format: profile.formats[format],
    });
    return content;
  };
  const turtle = await said('fair4ml', 0);
  expect(turtle).toContain('<http://schema.org/>');
  expect(turtle).not.toContain('https://schema.org/');
  const fair4ml = JSON.parse(await said('fair4ml', 1));
  expect(fair4ml['@context']['@vocab']).toBe('http://schema.org/');
  expect(fair4ml['@type']).toEqual([
    'fair4ml:MLModel',
    'SoftwareSourceCode',
    'SoftwareApplication',
  ]);
  const schemaOrg = JSON.parse(await said('schema-org', 1));
  expect(schemaOrg['@context']['@vocab']).toBe('https://schema.org/');
  expect(schemaOrg['@type']).toContain('SoftwareSourceCode');
});

it('names what a standard demands and an asset does not say', async () => {
  const [profile] = profiles;
  const bare = bareAssets.find(({ kind }) => kind === 'module')!;
  const { gaps } = await describeAsset(subject(bare), {
    profile,
    format: profile.formats[0],
  });
  expect(gaps).toEqual([
    'createdAt',
    'version',
    'links.dataset',
    'links.weights',
  ]);
});

it('writes a card whose text nobody breaks out of', async () => {
  const profile = profiles.find(({ id }) => id === 'hugging-face')!;
  const title = 'a: "b" # c\n---\n<script>';
  const asset = assetOf('module', 'x', { ...fullAssets[0].spec, title });
  const { content } = await describeAsset(subject(asset), {
    profile,
    format: profile.formats[0],
  });
  const [, head, body] = content.split(/^---$/m);
  expect(parse(head)).toMatchObject({
    model_name: title,
    license: 'apache-2.0',
  });
  expect(body).not.toContain('<script>');
});

const shapes = (version: string) =>
  path.join(shared, `standards/mldcat-ap/${version}/shacl.ttl`);

describe.skipIf(!existsSync(shapes('3.0.0')) || !areRealFilesHere)(
  'beside the published shapes (in ../shared)',
  () => {
    it('every real file is among what is held against them, in two kinds', () => {
      expect(realNames.length).toBeGreaterThanOrEqual(36);
      expect(realAssets.map(({ name }) => name)).toEqual(
        realNames.flatMap(name => [name, name]),
      );
    });

    it.each([
      ['mldcat-ap-3', '3.0.0'],
      ['mldcat-ap-2', '2.1.0'],
    ])('%s of every asset breaks no rule of it', async (id, version) => {
      const validator = readShapes(shapes(version));
      const profile = profiles.find(each => each.id === id)!;
      for (const asset of [...assets, ...realAssets]) {
        const { content } = await describeAsset(subject(asset), {
          profile,
          format: profile.formats[0],
        });
        expect([asset.entityRef, await violations(content, validator)]).toEqual(
          [asset.entityRef, []],
        );
      }
    });

    it('the catalogue of them all breaks none either', async () => {
      const all = [...ourAssets, ...realAssets].map(subject);
      const page = {
        title: 'Portal',
        homepage: 'https://portal.example',
        id: 'https://portal.example/api/catalogue',
        page: 'https://portal.example/api/catalogue?limit=100',
        next: 'https://portal.example/api/catalogue?cursor=x',
        totalItems: 1000,
      };
      const [turtle, jsonLd] = await Promise.all(
        ['turtle', 'json-ld'].map(format => catalogueOf(all, page, format)),
      );
      const validator = readShapes(shapes('3.0.0'));
      expect(await violations(turtle.content, validator)).toEqual([]);
      expect(await canonical(turtle.content, turtle.mediaType)).toBe(
        await canonical(jsonLd.content, jsonLd.mediaType),
      );
    });

    it.each([
      ['mldcat-ap-3', '3.0.0'],
      ['mldcat-ap-2', '2.1.0'],
    ])('%s of whatever people write breaks none', async (id, version) => {
      const validator = readShapes(shapes(version));
      const profile = profiles.find(each => each.id === id)!;
      await fc.assert(
        fc.asyncProperty(anyAsset, async asset => {
          const { content } = await describeAsset(subject(asset), {
            profile,
            format: profile.formats[0],
          });
          expect(await violations(content, validator)).toEqual([]);
        }),
        { numRuns: 50 },
      );
    });
  },
);
