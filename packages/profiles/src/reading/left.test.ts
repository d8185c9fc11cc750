import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { CFF, FAIR4ML, DCAT } from '../__testUtils__/foreign';
import { importMetadata } from '.';

// What is not taken is told, and nothing is made up.

const read = async (text: string) => {
  const said = await importMetadata(text, { format: 'own' });
  return { ...said, spec: parse(said.content).spec };
};

const VERSIONS: [string, string][] = [
  ['CITATION.cff', 'cff-version: 1.2.0\ntitle: x\nversion: 1.10'],
  ['JSON', '{"@type": "SoftwareSourceCode", "name": "x", "version": 1.10}'],
  ['a whole number', '{"@type": "Dataset", "name": "x", "version": 1.0}'],
];

it.each(VERSIONS)('a version is as it is written: %s', async (_form, text) => {
  const { spec } = await read(text);
  expect(spec.version).toBe(/version"?: ([\d.]+)\}?$/.exec(text)![1]);
});

it('Turtle behind comments is Turtle', async () => {
  const { profile } = await read(`# Licence: x\n# More\n\n${DCAT}`);
  expect(profile.id).toBe('mldcat-ap-3');
});

it('what is wrong is told with its line in the file, and what to do', async () => {
  const broken = 'license: "mit\ntags: [a]\n';
  const failure = read(`\n---\nlanguage: en\n${broken}---\n# x\n`);
  await expect(failure).rejects.toThrow(/^Line [4-6]: .*quote/is);
});

it('a long card is read whole', async () => {
  const notes = `x: ${'y'.repeat(300_000)}`;
  const { spec } = await read(`---\nlicense: mit\n${notes}\n---\n# Plankton\n`);
  expect(spec).toMatchObject({ title: 'Plankton', license: 'MIT' });
});

const jsonLd = (type: string, more: object) =>
  JSON.stringify({ '@type': type, name: 'Plankton', ...more });

const dcat = (more: string) => `
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
<https://example.org/data> a dcat:Dataset ; dct:title "Plankton" ; ${more} .
`;

it.each(['dct:abstract', 'dct:description'])(
  'a dataset that says what it is once, by %s, says it',
  async property => {
    const { spec } = await read(dcat(`${property} "Pictures of plankton."`));
    expect(spec.summary).toBe('Pictures of plankton.');
  },
);

it('of a dataset, the shorter of two texts is the summary; of a model, their names tell', async () => {
  const { spec } = await read(
    dcat('dct:description "Pictures.", "Pictures of plankton from the sea."'),
  );
  expect(spec).toMatchObject({
    summary: 'Pictures.',
    description: 'Pictures of plankton from the sea.',
  });
  const model = await read(`
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix it6: <http://data.europa.eu/it6/> .
    <x:m> a it6:MachineLearningModel ; dct:title "Plankton" ;
      it6:shortDescription "A long short description." ;
      dct:description "Short." .`);
  expect(model.spec).toMatchObject({
    summary: 'A long short description.',
    description: 'Short.',
  });
});

it('texts and keywords in other languages are told, not taken for something else', async () => {
  const { spec, left } = await read(
    dcat(`dct:description "Pictures of the sea"@en, "Bilder aus dem Meer"@de ;
      <http://www.w3.org/ns/dcat#keyword> "sea"@en, "ship"@en-GB, "Meer"@de`),
  );
  expect(spec).toMatchObject({
    summary: 'Pictures of the sea',
    description: 'Pictures of the sea',
    tags: ['sea', 'ship'],
  });
  expect(left).toEqual([
    {
      at: 'dct:description',
      value: 'Bilder aus dem Meer',
      code: 'otherLanguage',
      reason: 'It is in another language.',
    },
    {
      at: 'dcat:keyword',
      value: 'Meer',
      code: 'otherLanguage',
      reason: 'It is in another language.',
    },
  ]);
});

it('a dataset that names no files is not said to have none', async () => {
  const { spec, taken, left } = await read(
    jsonLd('Dataset', { provider: 'An archive', size: '5 MB' }),
  );
  expect(spec).not.toHaveProperty('distribution');
  expect(taken).toEqual([{ at: 'name', into: 'title' }]);
  expect(left.map(({ at, value }) => [at, value])).toEqual([
    ['provider', 'An archive'],
    ['size', '5 MB'],
  ]);
});

it('a number alone is no amount of bytes', async () => {
  const { spec, left } = await read(
    jsonLd('SoftwareSourceCode', {
      memoryRequirements: '16',
      storageRequirements: '20 GB',
    }),
  );
  expect(spec.resources).toEqual({ inference: { storageBytes: 20e9 } });
  expect(left).toEqual([
    {
      at: 'memoryRequirements',
      value: '16',
      code: 'noBytes',
      reason: 'It says no amount of bytes with its unit.',
    },
  ]);
});

it('what ai4-metadata has no place for is left where it stands in the document, and not taken', async () => {
  const { taken, left } = await importMetadata(CFF);
  const isLeft = left.map(({ at }) => at);
  expect(isLeft).toEqual(['message', 'version', 'authors']);
  expect(left.at(-1)).toMatchObject({
    value: 'Grace de Hopper, The Plankton Group',
  });
  expect(taken.filter(({ at }) => isLeft.includes(at))).toEqual([]);
  const model = await importMetadata(
    FAIR4ML.replace('"Classification"', '"Counting", "Classification"'),
  );
  expect(model.left).toContainEqual(
    expect.objectContaining({ at: 'fair4ml:mlTask', value: 'Counting' }),
  );
  expect(model.taken.filter(({ into }) => into === 'tasks')).toHaveLength(1);
});

it('thousands of values without a place are told by their number', async () => {
  const tasks = Array.from({ length: 1000 }, (_, i) => `"task ${i}"`).join();
  const { left } = await importMetadata(
    FAIR4ML.replace('"Classification"', tasks),
  );
  expect(left).toHaveLength(201);
  expect(Number(left.at(-1)!.value)).toBeGreaterThan(700);
});

it('what names itself is what a document is about, and what else it describes is told', async () => {
  const { kind, spec, left } = await read(`
    @prefix schema: <https://schema.org/> .
    <x:a> a schema:Dataset ; schema:name "Plankton" ; schema:url <x:a> .
    <x:c> a schema:SoftwareSourceCode ; schema:name "A tool" .`);
  expect([kind, spec.title]).toEqual(['dataset', 'Plankton']);
  expect(left).toContainEqual(
    expect.objectContaining({ at: 'SoftwareSourceCode', value: 'A tool' }),
  );
});

it('a long title or name is whole', async () => {
  const long = 'On plankton '.repeat(15).trim();
  const { spec } = await read(
    jsonLd('SoftwareSourceCode', {
      author: { '@type': 'Organization', name: long },
      citation: { '@type': 'ScholarlyArticle', name: long },
    }),
  );
  expect(spec.authors).toEqual([long]);
  expect(spec.links.citation).toBe(long);
});

it('a day that no calendar has is none', async () => {
  const { spec, left } = await read(
    jsonLd('Dataset', {
      dateCreated: '2020-02-31',
      dateModified: '2020-02-29',
    }),
  );
  expect(spec).toMatchObject({ updatedAt: '2020-02-29' });
  expect(spec).not.toHaveProperty('createdAt');
  expect(left.map(({ at }) => at)).toEqual(['dateCreated']);
});

it('a context beside it, and what is said of others, are told in its own words', async () => {
  const { spec, left } = await read(
    jsonLd('Dataset', {
      '@context': 'context.json',
      '@reverse': { isBasedOn: { '@type': 'Dataset', name: 'Other' } },
      author: { '@id': '#grace' },
      '@included': [{ '@id': '#grace', '@type': 'Person', name: 'Grace' }],
    }),
  );
  expect(spec.authors).toEqual(['Grace']);
  expect(left.slice(0, 2)).toEqual([
    expect.objectContaining({ at: '@context', value: 'context.json' }),
    expect.objectContaining({ at: '@reverse' }),
  ]);
});
