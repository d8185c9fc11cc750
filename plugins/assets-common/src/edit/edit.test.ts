import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyEdits, YamlSource, type Path } from '.';

const file = `# What it is.
title: 'Plankton' # short
tags:   # at least one
  - sea # wet
  - "deep learning"
links: {source_code: https://a.example, weights: https://b.example}
description: |-
  Long
  text.

doi:   # later
resources:
  inference:
    cpu: 2
# The end.
`;

function change(
  content: string,
  make: (source: YamlSource) => ReturnType<YamlSource['set']>,
): string {
  return applyEdits(content, make(new YamlSource(content)));
}

const set = (path: Path, value: unknown, content = file) =>
  change(content, source => source.set(path, value));

const remove = (path: Path, content = file) =>
  change(content, source => source.remove(path));

/** The lines of one that the other one has not. */
function lines(before: string, after: string) {
  const had = before.split('\n');
  const has = after.split('\n');
  return {
    gone: had.filter(line => !has.includes(line)),
    come: has.filter(line => !had.includes(line)),
  };
}

describe('changing a value in a text', () => {
  it.each<[what: string, path: Path, value: unknown, ...lines: string[][]]>([
    [
      'a text, in its quotes and with its comment',
      ['title'],
      "It's",
      ["title: 'Plankton' # short"],
      [`title: 'It''s' # short`],
    ],
    [
      'one item of a list',
      ['tags', 0],
      'lake',
      ['  - sea # wet'],
      ['  - lake # wet'],
    ],
    [
      'a list that gets longer',
      ['tags'],
      ['sea', 'deep learning', 'x'],
      [],
      ['  - x'],
    ],
    [
      'a list that gets shorter',
      ['tags'],
      ['sea'],
      ['  - "deep learning"'],
      [],
    ],
    [
      'a value between brackets',
      ['links', 'weights'],
      'a, b',
      ['links: {source_code: https://a.example, weights: https://b.example}'],
      ['links: {source_code: https://a.example, weights: "a, b"}'],
    ],
    [
      'a key between brackets that is new',
      ['links', 'dataset'],
      'c',
      ['links: {source_code: https://a.example, weights: https://b.example}'],
      [
        'links: {source_code: https://a.example, weights: https://b.example, dataset: c}',
      ],
    ],
    [
      'lines',
      ['description'],
      'One\nTwo',
      ['  Long', '  text.'],
      ['  One', '  Two'],
    ],
    [
      'an empty key',
      ['doi'],
      '10.1234/x',
      ['doi:   # later'],
      ['doi: 10.1234/x   # later'],
    ],
    ['an empty key that gets a list', ['doi'], ['x'], [], ['  - x']],
    [
      'a number',
      ['resources', 'inference', 'cpu'],
      4,
      ['    cpu: 2'],
      ['    cpu: 4'],
    ],
    ['a key below', ['resources', 'inference', 'gpu'], 1, [], ['    gpu: 1']],
    [
      'a group that was not there',
      ['resources', 'training', 'gpu'],
      1,
      [],
      ['  training:', '    gpu: 1'],
    ],
    [
      'what YAML 1.1 takes for something else',
      ['license'],
      'no',
      [],
      ['license: "no"'],
    ],
  ])('touches nothing but %s', (_what, path, ...[value, gone, come]) => {
    const after = set(path, value);
    expect(lines(file, after)).toEqual({ gone, come });
    const read = path.reduce((at, step) => at[step], parse(after));
    expect(read).toEqual(value);
  });

  it.each<[string, Path, string[]]>([
    ['a key', ['title'], ["title: 'Plankton' # short"]],
    ['lines', ['description'], ['description: |-', '  Long', '  text.']],
    ['an item', ['tags', 1], ['  - "deep learning"']],
    [
      'a group with the last key in it',
      ['resources', 'inference', 'cpu'],
      ['resources:', '  inference:', '    cpu: 2'],
    ],
    ['an empty key', ['doi'], ['doi:   # later']],
  ])('takes %s away', (_what, path, gone) => {
    expect(lines(file, remove(path))).toEqual({ gone, come: [] });
  });

  it('takes keys away between brackets, and all but the commas that are needed', () => {
    expect(parse(remove(['links', 'weights'])).links).toEqual({
      source_code: 'https://a.example',
    });
    expect(remove(['links', 'source_code'])).toContain(
      'links: {weights: https://b.example}',
    );
  });

  it('renames a key where it stands', () => {
    expect(change(file, source => source.rename(['tags'], 'keywords'))).toBe(
      file.replace('tags:', 'keywords:'),
    );
  });

  it('keeps lists, line ends and JSON as they are written', () => {
    const flat = 'a:\n- x\nb: 1\n';
    expect(set(['c'], ['q'], flat)).toBe(`${flat}c:\n- q\n`);
    const windows = 'a: 1\r\nb: 2\r\n';
    expect(set(['a'], ['q', 'z'], windows)).toBe(
      'a:\r\n  - q\r\n  - z\r\nb: 2\r\n',
    );
    const json = '{"a": "x", "b": []}';
    expect(JSON.parse(set(['a'], 'q"', json))).toEqual({ a: 'q"', b: [] });
    expect(JSON.parse(set(['c'], { d: ['e'] }, json)).c).toEqual({ d: ['e'] });
  });

  it('begins an empty text', () => {
    expect(set(['title'], 'A', '')).toBe('title: A\n');
    expect(set(['b'], 'x', 'a: 1\nb:   2 # c\n')).toBe('a: 1\nb:   x # c\n');
    expect(set(['links', 'self'], 'A', '# Only this.\n')).toBe(
      '# Only this.\nlinks:\n  self: A\n',
    );
  });

  it('keeps quotes that somebody wanted, and none that a text had to have', () => {
    expect(set(['a'], 'x', "a: 'y'\n")).toBe('a: x\n');
    expect(set(['a'], 'x', "a: 'b'\n")).toBe("a: 'x'\n");
    expect(set(['a'], '2024-01-02', "a: '2024-01-01'\n")).toBe(
      "a: '2024-01-02'\n",
    );
    expect(set(['a'], 'b c', 'a: "b "\n')).toBe('a: b c\n');
  });

  it('keeps a comment apart from a text of several lines', () => {
    const after = set(['title'], 'One\nTwo');
    expect(after).toContain('title: |- # short\n  One\n  Two\ntags:');
    expect(parse(set(['doi'], 'One\nTwo\n')).doi).toBe('One\nTwo\n');
  });

  it('leaves what others refer to', () => {
    const shared = 'a: &x 1\nb: *x\n';
    expect(set(['a'], 2, shared)).toBe(shared);
    expect(set(['b'], 2, shared)).toBe(shared);
  });

  it.each<
    [
      what: string,
      change: { links: string; path: Path; to: unknown; is: string },
    ]
  >([
    [
      'a new key beside bare ones',
      { links: '{a, b}', path: ['links', 'c'], to: 'x', is: '{a, b, c: x}' },
    ],
    [
      'a bare key',
      { links: '{a, b}', path: ['links', 'b'], to: 'x', is: '{a, b: x}' },
    ],
    [
      'a key without a value',
      {
        links: '{a: , b: 1}',
        path: ['links', 'a'],
        to: 'x',
        is: '{a: x , b: 1}',
      },
    ],
    [
      'a list whose items are numbers, too',
      {
        links: '[1.10, { a: 0x1F }, b]',
        path: ['links'],
        to: [1.1, { a: 31 }, 'c'],
        is: '[1.10, { a: 0x1F }, c]',
      },
    ],
  ])('writes %s between brackets', (_what, { links, path, to, is }) => {
    const text = (written: string) => `links: ${written}\nlicense: MIT\n`;
    expect(set(path, to, text(links))).toBe(text(is));
  });

  it('takes a bare key away between brackets', () => {
    const bare = 'links: {a, b}\nlicense: MIT\n';
    expect(remove(['links', 'b'], bare)).toBe('links: {a}\nlicense: MIT\n');
    expect(remove(['links', 'a'], bare)).toBe('links: {b}\nlicense: MIT\n');
  });

  it('does nothing that breaks a text', () => {
    const shared = new YamlSource('a: &x 1\nb: *x\n');
    expect(shared.apply(shared.remove(['a']))).toBe(shared.content);
    const broken = [{ start: 0, end: 1, text: '}' }];
    expect(shared.apply(broken)).toBe(shared.content);
  });

  it('reads back whatever is written, and nothing else has changed', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('no', '1.10', '2024-01-31', 'a: b', '- x', '=', '<<'),
      fc.array(fc.string({ minLength: 1 }), { maxLength: 4 }),
      fc.integer(),
      fc.array(fc.constantFrom('sea', 'deep learning', 'x', 'y')),
    );
    const paths: Path[] = [
      ...[['title'], ['tags'], ['links', 'weights'], ['links', 'new']],
      ...[['description'], ['doi'], ['resources', 'inference', 'cpu']],
      ...[
        ['resources', 'inference', 'x'],
        ['a', 'b', 'c'],
        ['tags', 1],
      ],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, to) => {
        const after = set(path, to);
        for (const version of ['1.1', '1.2'] as const) {
          const expected = parse(file, { version });
          let at = expected;
          for (const step of path.slice(0, -1)) at = at[step] ??= {};
          at[path.at(-1)!] = to;
          expect(parse(after, { version })).toEqual(expected);
        }
        for (const comment of ['# What it is.', '# The end.']) {
          expect(after).toContain(comment);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
