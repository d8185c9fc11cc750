import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeAsset } from '.';
import {
  bareAssets,
  fullAssets,
  ourAssets,
  readSchemaOrg,
  realAssets,
  schemaOrgProblems,
  shared,
  subject,
  type Extension,
} from './__testUtils__';
import { profiles } from './profiles';

const classes = readSchemaOrg();
const file = path.join(shared, 'standards/fair4ml/fair4ml-0.1.0.jsonld');

/** FAIR4ML's classes, and the words of schema.org that it takes for them. */
function readFair4ml(): Extension {
  const { '@context': context, '@graph': terms } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const iriOf = (name: string) =>
    name.replace('fair4ml:', context.fair4ml as string);
  const below = terms.filter(
    (term: { '@type': string }) => term['@type'] === 'rdfs:Class',
  );
  return {
    above: Object.fromEntries(
      below.map((term: Record<string, never>) => [
        iriOf(term['@id']),
        String(term['rdfs:subClassOf']['@id']).replace('schema:', ''),
      ]),
    ),
    properties: Object.values<{ '@id'?: string }>(context)
      .map(term => /^schema:(.+)$/.exec(term['@id'] ?? '')?.[1])
      .filter(name => name !== undefined),
  };
}

async function problemsOf(id: string, extension?: Extension) {
  const profile = profiles.find(each => each.id === id)!;
  const format = profile.formats.find(each => each.id === 'json-ld')!;
  const all = [...ourAssets, ...fullAssets, ...bareAssets, ...realAssets];
  const problems = new Set<string>();
  for (const asset of all.filter(({ kind }) => profile.kinds[kind])) {
    const { content } = await describeAsset(subject(asset), {
      profile,
      format,
    });
    const found = await schemaOrgProblems(content, classes, extension);
    found.forEach(each => problems.add(each));
  }
  return [...problems];
}

describe('the vocabulary of schema.org', () => {
  it('has a place for all that we say in its words, and takes such values there', async () => {
    expect(await problemsOf('schema-org')).toEqual([]);
  });

  it('has one for what datasets say in Croissant', async () => {
    const fileObject = 'http://mlcommons.org/croissant/FileObject';
    // Its files are what a distribution may be, too.
    const extension = {
      above: { [fileObject]: 'DataDownload' },
      properties: [],
    };
    expect(await problemsOf('croissant', extension)).toEqual([]);
  });

  it.skipIf(!existsSync(file))(
    'has one for what models say in FAIR4ML, which takes some for them (in ../shared)',
    async () => {
      expect(await problemsOf('fair4ml', readFair4ml())).toEqual([]);
    },
  );

  it('finds what is in a wrong place, of a wrong kind, or made up', async () => {
    const text = JSON.stringify({
      '@context': { '@vocab': 'https://schema.org/' },
      '@type': 'Dataset',
      softwareRequirements: 'PyTorch',
      author: { '@type': 'Dataset', name: 'Nobody' },
      nmae: 'x',
      about: { '@type': 'Madeup', name: 'y' },
    });
    expect((await schemaOrgProblems(text, classes)).sort()).toEqual([
      'Dataset has no nmae',
      'Dataset has no softwareRequirements',
      'Madeup has no name',
      'Madeup is no class',
      'about is no Madeup, but Thing or IdReference',
      'author is no Dataset, but Organization or Person or IdReference',
    ]);
  });
});
