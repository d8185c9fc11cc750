import {
  validateAssetSpec,
  type AssetSpec,
} from '@astrolabe/plugin-assets-common';
import type { Harvested } from '@astrolabe/plugin-assets-node';
import { assertError } from '@backstage/errors';
import { dependenciesIn } from './dependencies';
import { fileReaders } from './files';
import type { RepositoryAbout } from '../forges';
import {
  UnreadableFile,
  type Facts,
  type FileReader,
  type Harvestable,
} from './types';

/** Raised when more is read of what has not changed. */
export const HARVEST_VERSION = 1;
/** Of a file, in characters: nobody writes more of these by hand. */
export const LONGEST = 100_000;

/**
 * What a repository says already, whoever prevails first. A file that cannot be read
 * says so, and hides nothing else; a forge that is away is no broken file.
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
  const broken = (error: Error): Harvested[] => {
    const [problem] = error.message.slice(0, 300).split('\n');
    return [{ ...one, facts: {}, problem }];
  };
  let text: string | undefined;
  try {
    text = await read(path);
  } catch (error) {
    if (error instanceof UnreadableFile) return broken(error);
    throw error;
  }
  if (text === undefined) return [];
  if (text.length > LONGEST) {
    return broken(new Error(`it is longer than ${LONGEST} characters`));
  }
  try {
    return [{ ...one, facts: valid(await reader.read(text)) }];
  } catch (error) {
    assertError(error);
    return broken(error);
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
