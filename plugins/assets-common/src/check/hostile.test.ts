import { describe, expect, it } from 'vitest';
import { checkAsset, mendAsset, validateAssetSpec } from '..';

const keys = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

/** Each rank refers to the one before nine times. */
function bomb(): string {
  const ranks = [...'abcdefghij'].map((key, at) => {
    const before = at === 0 ? 'x' : `*${'abcdefghij'[at - 1]}`;
    return `${key}: &${key} [${Array(9).fill(before).join(', ')}]\n`;
  });
  return ranks.join('');
}

/** Texts that want a reader's memory, time or machine, and what is said of each. */
const hostile: [string, string, RegExp][] = [
  ['50 MB', 'a'.repeat(50_000_000), /longer than 256000 characters/],
  ['a bomb of references', bomb(), /alias/i],
  [
    'thousands of references',
    `a: &a x\nb: [${Array(40_000).fill('*a').join(', ')}]`,
    /refers to other places .* more than 100 times/,
  ],
  ['a reference to itself', 'title: &a [*a]', /inside what it refers to/],
  ['two that refer to each other', 'a: &a {b: &b [*a, *b]}', /never ends/],
  [
    'an object of Python',
    'title: !!python/object/apply:os.system ["id"]',
    /The tag '!!python\/object\/apply:os.system' is not allowed/,
  ],
  ['a tag of its own', 'title: !secret x', /The tag '!secret' is not allowed/],
  ['bytes', 'title: !!binary aGk=', /The tag '!!binary' is not allowed/],
  ['thousands of keys', keys(25_000, at => `k${at}: 1\n`), /missing/],
  [
    'thousands of keys between brackets',
    `{${keys(30_000, at => `a${at},`)}}`,
    /missing/,
  ],
  [
    'the same key thousands of times',
    keys(20_000, () => 'title: 1\n'),
    /twice/,
  ],
  ['nesting', '['.repeat(20_000), /cannot be read|not valid YAML/],
  ['keys in keys', '? '.repeat(500), /a key is a text/],
  ['keys in lists in keys', 'a: [? '.repeat(300), /YAML|a key is a text/],
  [
    'a key that is there twice',
    `a:\n  ${'? '.repeat(500)}\na: 1`,
    /a key is a text/,
  ],
  [
    'thousands of keys in keys',
    '? '.repeat(100_000),
    /YAML|cannot be read|a key is a text/,
  ],
  ['groups in groups', keys(500, at => `${' '.repeat(at)}a:\n`), /missing/],
  ['lines that never end a quote', keys(8_000, () => 'a: "b\n'), /YAML/],
  ['nothing but colons', ': '.repeat(100_000), /YAML|missing|cannot/],
  ['blanks behind colons', `a: b: ${' '.repeat(200_000)}c`, /YAML/],
  ['null characters', '\u0000'.repeat(1000), /YAML|missing|file/i],
  ['a prototype', '{"__proto__": {"title": "x"}}', /missing/],
];

describe('a text that means harm', () => {
  it.each(hostile)('%s is told of, soon', (_what, content, said) => {
    const begin = performance.now();
    const memory = process.memoryUsage().heapUsed;
    const { valid, problems, spec } = checkAsset(content, 'module', 'x');
    expect(performance.now() - begin).toBeLessThan(15_000);
    expect(process.memoryUsage().heapUsed - memory).toBeLessThan(500_000_000);
    expect(valid).toBe(false);
    expect(problems.map(({ message }) => message).join('\n')).toMatch(said);
    expect(problems.length).toBeLessThan(250);
    for (const { line, column, message } of problems) {
      expect(line).toBeGreaterThan(0);
      expect(column).toBeGreaterThan(0);
      expect(message.length).toBeLessThan(400);
    }
    expect(validateAssetSpec(spec)).toEqual([]);
  });

  it('words that every object has are words as any other', () => {
    const { spec } = checkAsset(
      'apiVersion: astrolabe.dev/v1alpha1\nkind: AiModule\nmetadata: {name: x}\n' +
        'spec: {title: x, categories: [constructor, __proto__]}',
    );
    expect(spec!.categories).toEqual(['constructor', '__proto__']);
  });

  it.each(hostile)('%s is not made worse by a mend', (_what, content) => {
    const begin = performance.now();
    expect(mendAsset(content).check.valid).toBe(false);
    expect(performance.now() - begin).toBeLessThan(30_000);
  });

  it.each([
    `${'javascript'}:alert(1)`,
    `${'JaVaScRiPt'}:alert(1)`,
    '  javascript:alert(1)',
    'java\\tscript:alert(1)',
    'java\\nscript:alert(1)',
    '\\u0001javascript:alert(1)',
    'vbscript:msgbox(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'javascript&colon;alert(1)',
  ])('a link %j is none', link => {
    const { spec, problems } = checkAsset(
      `metadata_version: 2.3.0\ntitle: A\nlinks:\n  source_code: "${link}"\n`,
    );
    const shown = spec?.links?.sourceCode;
    // What a browser reads as a path leads nowhere, and runs nothing.
    if (shown) {
      expect(new URL(shown, 'https://portal.example').protocol).toBe('https:');
    } else {
      expect(problems).toContainEqual(
        expect.objectContaining({ pointer: '/links/source_code', line: 4 }),
      );
    }
  });
});
