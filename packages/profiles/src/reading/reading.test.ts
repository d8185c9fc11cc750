import {
  vocabulary,
  type AssetKind,
  type AssetSpec,
} from '@astrolabe/plugin-assets-common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyAsset,
  everything,
  heldBy,
  leavesOf,
  plainly,
  readables,
  writtenAndRead,
} from '../__testUtils__';
import { readableProfiles } from '.';

const word = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'abcdeéß海'), minLength: 2 }),
    fc.constantFrom('', '"', "'", ': x', ' # y', '\\'),
  )
  .map(parts => parts.join(''));

const some = (words: readonly string[]) =>
  fc.subarray(words.filter(each => each !== 'Other'));

/** Each link leads elsewhere: two that lead to one place are one thing to RDF. */
const link = (path: string) =>
  fc.nat(99).map(n => `https://example.org/${path}/${n}`);

/**
 * An asset as people describe them. Of a dataset, the description is longer than
 * the summary: MLDCAT-AP tells them apart by that.
 */
const usual = (kind: AssetKind): fc.Arbitrary<AssetSpec> =>
  fc
    .record({
      title: word,
      summary: word,
      rest: word,
      version: fc.constantFrom('1.0.0', '1.10', '2026-01'),
      doi: fc.nat(99).map(n => `10.1234/a.${n}`),
      zenodo: fc.nat(99).map(n => `https://doi.org/10.5281/zenodo.${n}`),
      license: fc.constantFrom('Apache-2.0', 'MIT', 'CC-BY-4.0', 'EUPL-1.2'),
      authors: fc.uniqueArray(word, { maxLength: 3 }),
      tags: fc.uniqueArray(word, { maxLength: 3 }),
      libraries: some(vocabulary.libraries),
      tasks: some(vocabulary.tasks),
      categories: some(vocabulary.categories),
      dataTypes: some(vocabulary.dataTypes),
      sourceCode: link('code'),
      documentation: link('docs'),
      dataset: link('data'),
      weights: link('weights'),
      citation: link('paper'),
      baseModel: link('base'),
      build: link('ci'),
      isProduction: fc.boolean(),
      isLong: fc.boolean(),
    })
    .map(each => ({
      title: each.title,
      summary: each.summary,
      description:
        each.isLong || kind === 'dataset'
          ? `${each.rest}\n\n${each.summary} and more`
          : `${each.rest}\n\n-`,
      version: each.version,
      doi: each.doi,
      license: each.license,
      authors: each.authors,
      tags: each.tags,
      libraries: each.libraries,
      tasks: each.tasks,
      categories: each.categories,
      dataTypes: each.dataTypes,
      lifecycle: each.isProduction ? 'production' : 'deprecated',
      createdAt: '2026-01-31',
      updatedAt: '2026-02-01',
      links: {
        sourceCode: each.sourceCode,
        documentation: each.documentation,
        zenodoDoi: each.zenodo,
        dataset: each.dataset,
        weights: each.weights,
        citation: each.citation,
        baseModel: each.baseModel,
        build: each.build,
      },
    }));

/** Words of lists may come from tags, and be tags, too: those may be more. */
const LISTS = ['tags', 'libraries', 'tasks', 'categories', 'dataTypes'];

function expectSame(spec: AssetSpec, asset: AssetSpec, field: string): void {
  const all = plainly(asset, field);
  expect([field, plainly(spec, field)]).toEqual([
    field,
    LISTS.includes(field) ? expect.arrayContaining(all) : all,
  ]);
}

describe.each(readables(readableProfiles()))('$name', how => {
  const { profile, kind } = how;
  const held = heldBy(profile, kind);

  it('gives back all that it holds', async () => {
    const { spec, check } = await writtenAndRead(everything, how);
    for (const field of held) expectSame(spec, everything, field);
    expect(held.length).toBeGreaterThan(10);
    expect(check.problems).toEqual([]);
  });

  it('gives no reason for what it does not write', () => {
    const written = leavesOf(profile.kinds[kind]!.rows);
    const excused = Object.keys(profile.reading.lost(kind));
    const strange = excused.filter(
      field => !written.some(each => `${each}.`.startsWith(`${field}.`)),
    );
    expect(strange).toEqual([]);
  });

  it('gives back what is usual, field by field', async () => {
    await fc.assert(
      fc.asyncProperty(usual(kind), async asset => {
        const { spec } = await writtenAndRead(asset, how);
        for (const field of held) expectSame(spec, asset, field);
      }),
      { numRuns: 10 },
    );
  });

  it('reads whatever people write to a file that can be read', async () => {
    await fc.assert(
      fc.asyncProperty(anyAsset, async asset => {
        const { spec, check } = await writtenAndRead(asset.spec, how);
        expect(check.spec).toBeDefined();
        expect(spec.tags).toEqual(check.spec!.tags);
      }),
      { numRuns: 10 },
    );
  });
});
