import { MAX_IMPORT_LENGTH } from '@astrolabe/plugin-assets-common';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { importMetadata, Unreadable } from '.';

const nested = (open: string, close: string, times: number) =>
  open.repeat(times) + close.repeat(times);

const software = (more: object) =>
  JSON.stringify({ '@type': 'SoftwareSourceCode', name: 'x', ...more });

/** Up to the length that is read at all, of parts of one kind. */
function full(begin: string, part: (i: number) => string, end: string): string {
  const parts: string[] = [];
  for (let size = begin.length; size < MAX_IMPORT_LENGTH - 2_000; ) {
    const next = part(parts.length);
    parts.push(next);
    size += next.length;
  }
  return begin + parts.join('') + end;
}

const terms = (many: number) =>
  Array.from({ length: many }, (_, i) => `"k${i}":"x:0"`).join();

const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
  .concat(
    [...'bcdefghij'].map((key, i) => {
      const before = 'abcdefghi'[i];
      return `${key}: &${key} [${Array(9).fill(`*${before}`).join()}]`;
    }),
  )
  .join('\n');

/** What wants a reader's memory, time or machine, and what is said of it. */
const refused: [string, string, RegExp][] = [
  [
    'too long a text',
    'a'.repeat(MAX_IMPORT_LENGTH + 1),
    /more than 500000 char/,
  ],
  ['nothing', ' ', /no document of a standard/],
  ['a page', '<!doctype html><title>x</title>', /no document|cannot be read/],
  ['JSON that ends early', '{"@type": "Dataset"', /cannot be read as JSON-LD/],
  ['JSON of something else', '{"a": 1}', /Nothing in it is described/],
  ['lists in lists', nested('[', ']', 100_000), /64 levels/],
  [
    'groups in groups',
    `${'{"name":'.repeat(500)}1${'}'.repeat(500)}`,
    /levels/,
  ],
  [
    'a type that is none',
    '{"@type": 5, "name": "x"}',
    /cannot be read as JSON/,
  ],
  [
    'a context that is itself',
    '{"@context": {"a": {"@id": "b:x"}, "b": {"@id": "a:x"}}, "a": 1}',
    /Cyclical/,
  ],
  ['a bomb of references', `cff-version: 1.2.0\n${bomb}`, /alias/i],
  [
    'an object of Python',
    '---\na: !!python/object/apply:os.system ["id"]\n---\nx',
    /tag/i,
  ],
  [
    'Turtle that never ends',
    '@prefix a: <http://a.example/> .\na:b a:c "',
    /Turtle/,
  ],
  ['other YAML', 'title: x', /Nothing in it is described/],
  [
    'a bill of materials of what programs know from elsewhere',
    '{"bomFormat":"CycloneDX","metadata":{"component":{"type":"constructor","name":"x"}}}',
    /Nothing in it is described/,
  ],
  [
    'many contexts in a long one',
    full(
      `{"@context": {${terms(8_000)}}, "@type": "Dataset", "q": [1`,
      i => `,{"@context":{"a${i}":"b:c"},"p":1}`,
      ']}',
    ),
    /too many contexts/,
  ],
  [
    'a list of many contexts',
    full('{"@context": [{}', i => `,{"a${i}":"b:c"}`, '], "@type": "Dataset"}'),
    /too many contexts/,
  ],
  [
    'a long context in a term that is said of much',
    full(
      `{"@context": {"p": {"@id": "x:p", "@context": {${terms(
        2_000,
      )}}}}, "@type": "Dataset", "q": [1`,
      () => ',{"p":{"p":1}}',
      ']}',
    ),
    /too many contexts/,
  ],
  [
    'more things than are read',
    full('[{"@type": "Dataset"}', () => ',{"a":1}', ']'),
    /20000 things/,
  ],
];

const soon = async (text: string) => {
  // Of this process alone: what else a machine does is no matter.
  const begin = process.cpuUsage();
  const result = await importMetadata(text).catch(error => error);
  const { user, system } = process.cpuUsage(begin);
  return { result, ms: (user + system) / 1000 };
};

describe('a hostile text', () => {
  it.each(refused)('%s is refused, soon', async (_what, text, said) => {
    const { result, ms } = await soon(text);
    expect(result).toBeInstanceOf(Unreadable);
    expect(result.message).toMatch(said);
    expect(ms).toBeLessThan(5_000);
  });

  it.each([
    [
      'many authors',
      full(
        '{"@type": "Dataset", "name": "x", "author": ["y"',
        i => `,"a${i}"`,
        ']}',
      ),
    ],
    [
      'many properties',
      full('{"@type": "Dataset", "name": "x"', i => `,"p${i}": 1`, '}'),
    ],
    [
      'many statements',
      full(
        '@prefix d: <http://www.w3.org/ns/dcat#> .\n<x:a> a d:Dataset .\n',
        i => `<x:a> d:keyword "k${i}".\n`,
        '',
      ),
    ],
    [
      'many keys in a context',
      full(
        '{"@context": {"z": "https://z.example"',
        i => `,"k${i}": "https://x.example/${i}"`,
        '}, "@type": "Dataset", "name": "x"}',
      ),
    ],
    [
      'many tasks',
      full(
        '@prefix f: <https://w3id.org/fair4ml#> .\n<x:a> a f:MLModel .\n',
        i => `<x:a> f:mlTask "k${i}"@e${'abcdefgh'[i % 8]}.\n`,
        '',
      ),
    ],
    [
      'one long word',
      `{"@type": "Dataset", "name": "x", "url": "${'a'.repeat(400_000)}"}`,
    ],
    [
      'a long card',
      `---\nlicense: mit\n---\n# x\n${'- a: b\n\n## Links\n'.repeat(20_000)}`,
    ],
    [
      'a long line of a card',
      `---\nlicense: mit\n---\n# x${' '.repeat(400_000)}\n`,
    ],
    [
      'references to one long group',
      `cff-version: 1.2.0\ntitle: x\n${full(
        'a: &a {k: 1',
        i => `,k${i}: 1`,
        '}',
      )}\nb: [${Array(98).fill('*a').join()}]\n`,
    ],
  ])('%s are read, soon', async (_what, text) => {
    const { result, ms } = await soon(text);
    expect(result.message).toBeUndefined();
    expect(result.left.length).toBeLessThan(500);
    expect(result.content.length).toBeLessThan(256_000);
    expect(ms).toBeLessThan(5_000);
  });

  it('names that every object has are names as any other', async () => {
    const text = `{"@type": "Dataset", "name": "x", "__proto__": {"polluted": 1},
      "constructor": {"prototype": {"polluted": 1}},
      "author": {"@id": "__proto__", "name": "y", "polluted": "z"}}`;
    const { check, left } = await importMetadata(text);
    expect(check.spec).toMatchObject({ title: 'x', authors: ['y'] });
    expect(left.map(({ at }) => at)).toContain('constructor');
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    const cff = 'cff-version: 1.2.0\ntitle: x\n__proto__: {polluted: 1}';
    await importMetadata(cff).catch(() => {});
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('things that lead to each other are told once', async () => {
    const { check } = await importMetadata(
      JSON.stringify([
        {
          '@id': 'x:a',
          '@type': 'Dataset',
          name: 'x',
          isBasedOn: { '@id': 'x:b' },
        },
        {
          '@id': 'x:b',
          '@type': 'Dataset',
          name: 'y',
          isBasedOn: { '@id': 'x:a' },
        },
      ]),
    );
    expect(check.spec).toMatchObject({ title: 'x' });
  });

  it('links that a browser would run are no links', async () => {
    const { check } = await importMetadata(
      // eslint-disable-next-line no-script-url -- the scheme that is meant
      software({ codeRepository: 'javascript:alert(1)' }),
    );
    expect(check.spec!.links).not.toHaveProperty('sourceCode');
  });
});

describe('addresses in a text', () => {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(req.url!);
    res.end('{}');
  });
  afterEach(() => server.close());

  it('are never asked: a context of others is named as not read', async () => {
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { left, check } = await importMetadata(
      software({
        '@context': [
          `${at}/context`,
          { '@import': `${at}/import` },
          'https://schema.org',
        ],
        url: `${at}/page`,
        license: `${at}/licence`,
      }),
    );
    expect(check.spec!.title).toBe('x');
    expect(left.map(({ value }) => value)).toContain(`${at}/context`);
    expect(asked).toEqual([]);
  });
});
