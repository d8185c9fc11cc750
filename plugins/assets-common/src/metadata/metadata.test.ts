import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  ai4Terms,
  checkAsset,
  completeness,
  fieldsOf,
  formatOf,
  metadataFields,
  notWritten,
  readText,
  readValues,
  toOwnFile,
  writeValues,
  type MetadataFormat,
  type MetadataValues,
} from '..';

const ai4 = `# Ours.
metadata_version: 2.3.0
title: "Leaves" # of plants
summary: Counts them.
description: ${'Counts the leaves of a plant. '.repeat(5)}
license: MIT
links:
  source_code: https://example.org/leaves
libraries: [Other]
tasks: [Computer Vision]
categories:
  - AI4 inference # and no more
tags: [plants]
data-type: [Image]
resources:
  inference: { cpu: 1, memory_MB: 1024 }
`;

const own = `apiVersion: astrolabe.dev/v1alpha1
kind: AiModule
metadata: { name: leaves, title: Leaves, description: Counts them. }
spec:
  license: MIT # as all of ours
  tasks: [Computer Vision]
  resources:
    inference: { memoryBytes: 1500000000 }
`;

const files: Record<MetadataFormat, string> = { ai4, own };

describe('how complete a description is', () => {
  it('counts what is said, and tells first what would raise it most', () => {
    const { spec, format } = checkAsset(ai4);
    const options = { kind: 'module', format: formatOf(format) } as const;
    const before = completeness(spec!, options);
    expect(before.score).toBeGreaterThan(80);
    expect(before.missing.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['links.dataset', 'dates.created', 'doi']),
    );
    expect(before.missing).toContainEqual(
      expect.objectContaining({ id: 'createdAt', field: 'dates.created' }),
    );
    const without = { ...spec!, license: undefined };
    const { score, missing } = completeness(without, options);
    expect(missing[0].field).toBe('license');
    expect(missing[0].worth).toBeGreaterThanOrEqual(before.score - score - 1);
  });

  it('is whole when all is said, and nothing when nothing is', () => {
    for (const kind of ['module', 'tool', 'model', 'dataset'] as const) {
      for (const format of ['ai4', 'own'] as const) {
        const whole = checkAsset(everything(format), kind).spec!;
        expect(completeness(whole, { kind, format })).toEqual({
          score: 100,
          missing: [],
        });
        const nothing = {
          ...{ title: '', summary: '', libraries: [], tasks: [] },
          ...{ categories: [], tags: [], dataTypes: [] },
        };
        expect(completeness(nothing, { kind, format }).score).toBe(0);
      }
    }
  });

  it('asks of a kind only what it can have', () => {
    const spec = checkAsset(own).spec!;
    const { missing } = completeness(spec, { kind: 'tool', format: 'own' });
    const fields = missing.map(({ field }) => field);
    expect(fields).toContain('version');
    expect(fields).not.toContain('links.dataset');
    expect(fields).not.toContain('tasks');
  });
});

describe('a form over a file', () => {
  it('shows what the file says, in both formats', () => {
    expect(readValues(parse(ai4), 'ai4')).toMatchObject({
      about: { title: 'Leaves', license: 'MIT' },
      finding: { dataTypes: ['Image'], categories: ['AI4 inference'] },
      links: { sourceCode: 'https://example.org/leaves' },
      inference: { cpuCores: 1, memoryBytes: 1024 },
    });
    expect(readValues(parse(own), 'own')).toMatchObject({
      about: { title: 'Leaves', summary: 'Counts them.', license: 'MIT' },
      inference: { memoryBytes: 1500 },
    });
  });

  it('changes one line for one field', () => {
    const before = readValues(parse(ai4), 'ai4');
    const next = structuredClone(before);
    next.about.title = 'Leaves of plants';
    expect(writeValues(ai4, { format: 'ai4', before, next })).toBe(
      ai4.replace('"Leaves"', '"Leaves of plants"'),
    );
    const ours = readValues(parse(own), 'own');
    const changed = structuredClone(ours);
    changed.about.title = 'L';
    changed.inference.memoryBytes = 2000;
    expect(
      writeValues(own, { format: 'own', before: ours, next: changed }),
    ).toBe(own.replace('title: Leaves', 'title: L').replace('15000', '20000'));
  });

  it('takes away what is emptied, and keeps the key of what is required', () => {
    const before = readValues(parse(ai4), 'ai4');
    const next = structuredClone(before);
    delete next.about.license;
    delete next.about.title;
    delete next.links.sourceCode;
    const text = writeValues(ai4, { format: 'ai4', before, next });
    expect(parse(text)).toMatchObject({ title: '' });
    expect(Object.keys(parse(text))).not.toContain('license');
    expect(Object.keys(parse(text))).not.toContain('links');
  });

  it('keeps items that it cannot show, in their places', () => {
    const withTags = (tags: string, next: string[] | undefined) => {
      const content = `title: A\ntags: ${tags}\nlicense: MIT\n`;
      const before = readValues(parse(content), 'ai4');
      const values = structuredClone(before);
      values.finding.tags = next;
      const text = writeValues(content, {
        format: 'ai4',
        before,
        next: values,
      });
      expect(text).toMatch(/^title: A\ntags:[^]*\nlicense: MIT\n$/);
      return text.slice('title: A\ntags: '.length, -'\nlicense: MIT\n'.length);
    };
    expect(withTags('[2024, foo]', ['foo', 'bar'])).toBe('[2024, foo, bar]');
    expect(withTags('[foo, 1.10, baz]', ['baz', 'bar'])).toBe(
      '[1.10, baz, bar]',
    );
    expect(withTags('[foo, 1.10]', undefined)).toBe('[1.10]');
    expect(withTags('\n  - 0x1F # hex\n  - foo', ['bar'])).toBe(
      '\n  - 0x1F # hex\n  - bar',
    );
  });

  it('writes between brackets, whatever stands below', () => {
    const content = 'title: A\nlinks: {self, dataset}\nlicense: MIT\n';
    const before = readValues(parse(content), 'ai4');
    const next = structuredClone(before);
    next.links.sourceCode = 'https://x.org';
    const text = writeValues(content, { format: 'ai4', before, next });
    expect(parse(text)).toEqual({
      ...parse(content),
      links: { self: null, dataset: null, source_code: 'https://x.org' },
    });
  });

  it('tells what it could not put into the file', () => {
    const fill = (content: string, group: string, id: string) => {
      const before = readValues(readText(content).value, 'ai4');
      const next = structuredClone(before);
      next[group][id] = 'https://example.org';
      next.finding.tags = ['new', undefined];
      const text = writeValues(content, { format: 'ai4', before, next });
      const inFile = readValues(readText(text).value, 'ai4');
      return notWritten(inFile, { format: 'ai4', next }).map(f => f.id);
    };
    expect(fill('title: A\n', 'about', 'title')).toEqual([]);
    expect(fill('title: &t A\nsummary: *t\n', 'about', 'title')).toEqual([
      'title',
    ]);
    expect(fill('title: &t A\nsummary: *t\n', 'about', 'summary')).toEqual([
      'summary',
    ]);
    expect(fill('links: https://x.org\n', 'links', 'sourceCode')).toEqual([
      'sourceCode',
    ]);
    expect(fill('- a\n', 'about', 'license')).toEqual(['license', 'tags']);
  });

  it('shows whole megabytes, and writes none that nobody has changed', () => {
    const content = own.replace('1500000000', '8589934592');
    const before = readValues(parse(content), 'own');
    expect(before.inference.memoryBytes).toBe(8590);
    const next = structuredClone(before);
    next.about.title = 'L';
    expect(writeValues(content, { format: 'own', before, next })).toContain(
      '8589934592',
    );
  });

  it('reads back whatever was typed, and keeps comments and all else', () => {
    for (const format of ['ai4', 'own'] as const) {
      const content = files[format];
      const before = readValues(parse(content), format);
      fc.assert(
        fc.property(fc.array(change(format), { maxLength: 6 }), changes => {
          const next = structuredClone(before);
          for (const { group, id, value } of changes) next[group][id] = value;
          const text = writeValues(content, { format, before, next });
          expect(readValues(parse(text), format)).toEqual(next);
          if (format === 'ai4') expect(text).toContain('# Ours.\n');
        }),
        { numRuns: 300 },
      );
    }
  });
});

/** Something that a person may do in a form. */
function change(format: MetadataFormat) {
  const fields = fieldsOf(format);
  return fc.constantFrom(...fields).chain(({ group, id, type, terms }) => {
    const lists = {
      list: fc.array(fc.string({ minLength: 1 }), { maxLength: 5 }),
      terms: fc.subarray([...(terms?.[format] ?? [])]),
    };
    const texts = {
      line: fc.string({ unit: 'grapheme', minLength: 1 }),
      lines: fc
        .array(fc.string(), { minLength: 1 })
        .map(l => `a${l.join('\n')}`),
    };
    const numbers = { integer: fc.nat(), number: fc.nat(100) };
    const values: Record<string, fc.Arbitrary<unknown>> = {
      ...{ ...lists, ...texts, ...numbers },
    };
    return values[type].map(value => ({ group, id, value }));
  });
}

/** A file in which each field says something. */
function everything(format: MetadataFormat): string {
  const values: MetadataValues = {};
  for (const { group, id, type, terms } of metadataFields) {
    const value = {
      line: id === 'doi' ? '10.1234/x' : 'https://example.org/2024-01-01',
      lines: 'x'.repeat(200),
      list: ['x'],
      terms: terms?.[format].slice(0, 1),
      ...{ integer: 1, number: 1 },
    }[type];
    (values[group] ??= {})[id] = value;
  }
  const spec = checkAsset('{}').spec!;
  const base =
    format === 'own'
      ? JSON.stringify(toOwnFile({ kind: 'module', name: 'x', spec }))
      : `metadata_version: 2.3.0\ncategories: [${ai4Terms.categories[0]}]\n`;
  return writeValues(base, { format, before: {}, next: values });
}
