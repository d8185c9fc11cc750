import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeAsset } from '..';
import { assetOf, everything, subject } from '../__testUtils__';
import { profiles } from '.';

const READ =
  'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))';
const isPyYamlHere = spawnSync('python3', ['-c', 'import yaml']).status === 0;

function readInPython(text: string) {
  const { stdout } = spawnSync('python3', ['-c', READ], { input: text });
  return JSON.parse(stdout.toString());
}

const readers = {
  'YAML 1.2': (text: string) => parse(text),
  'YAML 1.1': (text: string) => parse(text, { version: '1.1' }),
  ...(isPyYamlHere ? { PyYAML: readInPython } : {}),
};

const spec = {
  ...everything,
  title: '2025-01-31',
  version: '1.10',
  tasks: [],
  tags: ['no', '1_000', '12:30', '~', '=', '<<'],
};

it.each(Object.entries(readers))(
  '%s reads as text what an author wrote as text',
  async (_, read) => {
    const cff = read(await written('citation-cff'));
    expect(cff).toMatchObject({ title: '2025-01-31', version: '1.10' });
    expect(cff.keywords).toEqual(expect.arrayContaining(spec.tags));
    const [, head] = (await written('hugging-face')).split(/^---$/m);
    const card = read(head);
    expect(card.model_name).toBe('2025-01-31');
    expect(card.tags).toEqual(expect.arrayContaining(spec.tags));
  },
);

async function written(id: string): Promise<string> {
  const profile = profiles.find(each => each.id === id)!;
  const [format] = profile.formats;
  const asset = subject(assetOf('module', 'x', spec));
  return (await describeAsset(asset, { profile, format })).content;
}
