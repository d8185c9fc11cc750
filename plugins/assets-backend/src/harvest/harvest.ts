import {
  validateAssetSpec,
  type AssetSpec,
} from '@astrolabe/plugin-assets-common';
import type { Harvested } from '@astrolabe/plugin-assets-node';
import { assertError } from '@backstage/errors';
import { dependenciesIn } from './dependencies';
import { fileReaders } from './files';
import type { RepositoryAbout } from '../forges';
import type { Facts, FileReader, Harvestable } from './types';

/** Of a file, in characters: nobody writes more of these by hand. */
const LONGEST = 100_000;

/**
 * What a repository says already, whoever prevails first. It never fails: what
 * cannot be read says so, and hides nothing else.
 */
export async function harvest(of: Harvestable): Promise<Harvested[]> {
  const files = await Promise.all(
    fileReaders.map(reader => ofFile(reader, of)),
  );
  const found = [...ofForge(of.about), ...ofSbom(of.sbom), ...files.flat()];
  return found.filter(
    ({ facts, problem }) => problem || Object.keys(facts).length > 0,
  );
}

function ofForge(about: RepositoryAbout): Harvested[] {
  const { release, ...facts } = about;
  const [, version] = /^v?(\d.*)$/.exec(release?.tag ?? '') ?? [];
  return [
    { from: 'forge', facts: valid(facts) },
    {
      from: 'release',
      ...(release?.url && { url: release.url }),
      facts: valid({ version }),
    },
  ];
}

/** What the checks of its newest commit have installed. */
export function ofSbom(sbom: string | undefined): Harvested[] {
  if (sbom === undefined) return [];
  try {
    const facts = valid({ dependencies: dependenciesIn(sbom) });
    return facts.dependencies ? [{ from: 'check', facts }] : [];
  } catch {
    // It is what its runner has left; what the project names is shown.
    return [];
  }
}

async function ofFile(
  reader: FileReader,
  { read, pageOf }: Harvestable,
): Promise<Harvested[]> {
  const { path } = reader;
  const url = pageOf?.(path);
  const one = { from: path, ...(url && { url }) };
  try {
    const text = await read(path);
    if (text === undefined) return [];
    if (text.length > LONGEST) {
      throw new Error(`it is longer than ${LONGEST} characters`);
    }
    return [{ ...one, facts: valid(await reader.read(text)) }];
  } catch (error) {
    assertError(error);
    const [problem] = error.message.slice(0, 300).split('\n');
    return [{ ...one, facts: {}, problem }];
  }
}

const bare = {
  title: 'x',
  summary: '',
  libraries: [],
  tasks: [],
  categories: [],
  tags: [],
  dataTypes: [],
};

/** What our schema takes of it; of a list or a group, those that it takes. */
function valid(facts: Facts): Facts {
  const clean = JSON.parse(JSON.stringify(facts)) as Record<string, unknown>;
  for (const [key, value] of Object.entries(clean)) {
    const kept = Array.isArray(value)
      ? value.filter(item => isValid({ [key]: [item] })).slice(0, mostOf(key))
      : value;
    const isHollow =
      (typeof kept === 'object' && Object.keys(kept as object).length === 0) ||
      kept === null;
    if (isHollow || !isValid({ [key]: kept })) delete clean[key];
    else clean[key] = kept;
  }
  return clean as Facts;
}

/** @see asset.schema.json */
const most: { [key in keyof AssetSpec]?: number } = {
  authors: 200,
  languages: 50,
  dependencies: 500,
  citations: 100,
};

function mostOf(key: string): number {
  return most[key as keyof AssetSpec] ?? 0;
}

function isValid(facts: object): boolean {
  return validateAssetSpec({ ...bare, ...facts }).length === 0;
}
