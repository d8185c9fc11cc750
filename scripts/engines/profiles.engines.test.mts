import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeAsset, profiles } from '../../packages/profiles/src';
import {
  bareAssets,
  canonical,
  fullAssets,
  ourAssets,
  readSchemaOrg,
  readShapes,
  realAssets,
  schemaOrgProblems,
  shared,
  subject,
  violations,
} from '../../packages/profiles/src/__testUtils__';
import { prepareEnvironment } from '../../plugins/workloads-backend-module-local/src/supervisor/environments/prepareEnvironment';
import { findEnvironment } from '../../plugins/workloads-node/src/environments';

const root = path.resolve(import.meta.dirname, '../..');

/** Beside those of python.engines.test.mts. */
const dataDirectory = path.join(
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe'),
  'every-manifest',
);

let python: string;
const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-profiles-'));

beforeAll(async () => {
  const environment = { kind: 'python', id: 'profile-checks' } as const;
  const installed = await prepareEnvironment({
    ...findEnvironment(environment, [path.join(root, 'python')])!,
    environment,
    dataDirectory,
    workloadId: 'profile-checks',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  python = path.join(installed.folder, 'bin/python');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `scripts/bench/run.mjs conformance` shows. */
const figures: object[] = [];

const asked = ['croissant', 'citation-cff', 'hugging-face', 'ro-crate'];

/** Of what a crate should have, and an asset may not know. */
const unknown = [
  ...['22.1', '22.2', '22.3'].map(rule => [rule, 'licence, author, publisher']),
  ...['27.1', '29.1', '29.2'].map(rule => [rule, 'of files elsewhere']),
  ...['30.2', '30.3', '31.2'].map(rule => [rule, 'affiliations, their pages']),
  // The address of a dataset is what others gave it.
  ['26.1', 'it ends with a slash'],
].map(([rule]) => `ro-crate-1.1_${rule}`);

interface Verdict {
  files: number;
  validator: string;
  /** How many files lack what is recommended, by rule. */
  recommended: Record<string, number>;
}

async function verdicts(of: string) {
  const script = path.join(import.meta.dirname, 'profiles.py');
  const { stdout } = await promisify(execFile)(python, [script, of]);
  const lines = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const { read, graphs } = lines.pop() as {
    read: Record<string, Verdict>;
    graphs: number;
  };
  return { read, graphs, wrong: lines as { profile: string; asset: string }[] };
}

const all = [...ourAssets, ...fullAssets, ...bareAssets, ...realAssets];

/** Descriptions of all assets that it knows, in one of its formats. */
async function describeAll(profileId: string, formatId?: string) {
  const profile = profiles.find(({ id }) => id === profileId)!;
  const format =
    profile.formats.find(({ id }) => id === formatId) ?? profile.formats[0];
  const assets = all.filter(({ kind }) => profile.kinds[kind]);
  return Promise.all(
    assets.map(async asset => ({
      asset,
      ...(await describeAsset(subject(asset), { profile, format })),
    })),
  );
}

async function write(profileId: string): Promise<number> {
  const described = await describeAll(profileId);
  for (const { asset, ...said } of described) {
    const where = path.join(folder, profileId, `${asset.kind}-${asset.name}`);
    mkdirSync(where, { recursive: true });
    writeFileSync(path.join(where, said.fileName), said.content);
  }
  return described.length;
}

it('the validators of the standards find nothing wrong in what we write', async () => {
  const written: Record<string, number> = {};
  for (const id of asked) written[id] = await write(id);
  const { read, wrong } = await verdicts(folder);
  expect(wrong).toEqual([]);
  const files = Object.entries(read).map(([id, verdict]) => [
    id,
    verdict.files,
  ]);
  expect(Object.fromEntries(files)).toEqual(written);
  const lacking = Object.keys(read['ro-crate'].recommended);
  expect(lacking.filter(rule => !unknown.includes(rule))).toEqual([]);
  figures.push(
    ...Object.entries(read).map(([standard, verdict]) => ({
      ...{ standard, ...verdict, refused: 0 },
    })),
  );
});

const schema = { '@vocab': 'http://schema.org/' };
const codemeta = 'https://codemeta.github.io/terms/';

/** Those that documents name by address; RO-Crate's is the published one over there. */
const contexts: Record<string, object> = {
  'ro-crate': {
    ...schema,
    conformsTo: 'http://purl.org/dc/terms/conformsTo',
  },
  codemeta: {
    ...schema,
    ...Object.fromEntries(
      [
        ...['developmentStatus', 'continuousIntegration'],
        'referencePublication',
      ].map(word => [word, `${codemeta}${word}`]),
    ),
  },
};

it('documents are the same graphs for rdflib as for us', async () => {
  const where = path.join(folder, 'read-back');
  let written = 0;
  for (const id of ['croissant', 'ro-crate', 'codemeta']) {
    for (const { asset, content } of await describeAll(id, 'json-ld')) {
      const document = JSON.parse(content);
      const text = JSON.stringify({
        ...document,
        '@context': contexts[id] ?? document['@context'],
      });
      const of = path.join(where, 'graphs', id, `${asset.kind}-${asset.name}`);
      mkdirSync(of, { recursive: true });
      writeFileSync(path.join(of, 'document.jsonld'), text);
      const graph = await canonical(text, 'application/ld+json');
      writeFileSync(path.join(of, 'graph.nt'), graph);
      written += 1;
    }
  }
  const { graphs, wrong } = await verdicts(where);
  expect([graphs, wrong]).toEqual([written, []]);
  expect(written).toBeGreaterThan(0);
});

/** Each as we write it, but for one thing that its standard demands. */
const broken: Record<string, (text: string) => string> = {
  croissant: text => text.replace('"sc:Dataset"', '"sc:Thing"'),
  'citation-cff': text => text.replace(/^title: .*$/m, ''),
  'hugging-face': text => text.replace(/^license: .*$/m, 'license: [a'),
  'ro-crate': text => text.replace(/"datePublished": "[^"]*",?/, ''),
};

it('and they do find what is wrong, each of them', async () => {
  for (const [id, breakIt] of Object.entries(broken)) {
    const profile = profiles.find(each => each.id === id)!;
    const asset = fullAssets.find(({ kind }) => profile.kinds[kind])!;
    const [format] = profile.formats;
    const said = await describeAsset(subject(asset), { profile, format });
    expect([id, breakIt(said.content)]).not.toEqual([id, said.content]);
    const where = path.join(folder, 'wrong', id, `${asset.kind}-wrong`);
    mkdirSync(where, { recursive: true });
    writeFileSync(path.join(where, said.fileName), breakIt(said.content));
  }
  const { wrong } = await verdicts(path.join(folder, 'wrong'));
  expect(wrong.map(({ profile }) => profile).sort()).toEqual([...asked].sort());
});

const { ASTROLABE_FIGURES } = process.env;

// npm test holds these against each; here they are counted.
it.runIf(ASTROLABE_FIGURES)('as do those in JavaScript', async () => {
  const count = async (
    [standard, format]: [string, string?],
    validator: string,
    problems: (content: string) => Promise<unknown[]>,
  ) => {
    const described = await describeAll(standard, format);
    const refused = [];
    for (const { asset, content } of described) {
      const found = await problems(content);
      if (found.length > 0) refused.push([asset.entityRef, found]);
    }
    expect([standard, refused]).toEqual([standard, []]);
    const { length: files } = described;
    figures.push({ standard, validator, files, refused: refused.length });
  };
  const versionOf = (name: string) => {
    const from = createRequire(path.join(root, 'packages/profiles/src/x.js'));
    const [folder] = from.resolve(name).split(`node_modules/${name}/`);
    const manifest = `${folder}node_modules/${name}/package.json`;
    return `${name} ${JSON.parse(readFileSync(manifest, 'utf8')).version}`;
  };
  for (const [id, version] of [
    ['mldcat-ap-3', '3.0.0'],
    ['mldcat-ap-2', '2.1.0'],
  ]) {
    const file = `standards/mldcat-ap/${version}/shacl.ttl`;
    const shapes = readShapes(path.join(shared, file));
    const validator = `${versionOf('rdf-validate-shacl')}, its SHACL`;
    await count([id], validator, content => violations(content, shapes));
  }
  const classes = readSchemaOrg();
  await count(['schema-org', 'json-ld'], versionOf('schema-dts'), content =>
    schemaOrgProblems(content, classes),
  );
  const name = '@cyclonedx/cyclonedx-library';
  const strict = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  await count(['cyclonedx'], versionOf(name), async content =>
    [await strict.validate(content)].filter(found => found !== null),
  );
  writeFileSync(ASTROLABE_FIGURES!, JSON.stringify(figures));
});
