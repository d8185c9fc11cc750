import { createHash } from 'node:crypto';
import {
  checkAsset,
  OWN_FORMAT,
  type AssetCheck,
  type AssetProblem,
  type AssetSpec,
  type Translations,
} from '@astrolabe/plugin-assets-common';
import type { AssetFile } from '@astrolabe/plugin-assets-node';
import type { AssetRecord, IndexedAsset } from '../database';
import { unreadIn, withHarvest } from '../harvest';
import { nameProblems } from './nameProblems';

/**
 * Raised when the checks change what they say, so that every file is checked
 * again even if it did not change.
 */
export const CHECKS_VERSION = 8;

/** How much of a description is searched. */
const SEARCHED_CHARACTERS = 1_000;

/** Problems that the catalogue is told of. */
const PROBLEMS_KEPT = 5;

/** Checks a file and brings it into the shape of our tables. It never fails. */
export function toRecord(file: AssetFile, source: string): AssetRecord {
  const check: AssetCheck =
    file.content === '' && file.problems?.length
      ? { valid: false, format: 'none', problems: [] }
      : checkAsset(file.content, file.kind, file);
  const { spec, harvested } = withHarvest(
    withFacts(check.spec ?? emptySpec(file.name), file.facts),
    file.harvested,
  );
  const problems = [
    ...(file.problems ?? []),
    ...unreadIn(file.harvested),
    ...check.problems,
    ...(check.format === OWN_FORMAT ? nameProblems(file) : []),
  ];
  const valid = !problems.some(p => p.severity === 'error');
  const details = {
    spec,
    origin: { ...file.origin, source, format: check.format },
    problems,
    documentation: file.documentation,
    build: file.facts?.build,
    harvested,
    ...(file.trust && { trust: file.trust }),
    content: file.content,
  };
  return {
    kind: file.kind,
    name: file.name,
    digest: createHash('sha256')
      .update(JSON.stringify([CHECKS_VERSION, details, file.isPublic]))
      .digest('hex'),
    valid,
    indexed: indexed(file, { spec, problems, valid }),
    details,
  };
}

function indexed(
  file: AssetFile,
  read: { spec: AssetSpec; problems: AssetProblem[]; valid: boolean },
): IndexedAsset {
  const { spec, problems, valid } = read;
  return {
    summary: {
      kind: file.kind,
      name: file.name,
      title: spec.title,
      summary: spec.summary,
      translations: shortTranslations(spec),
      libraries: spec.libraries,
      tasks: spec.tasks,
      categories: spec.categories,
      dataTypes: spec.dataTypes,
      tags: spec.tags,
      license: spec.license,
      version: spec.version,
      owner: spec.owner && ownerRef(spec.owner),
      createdAt: spec.createdAt,
      updatedAt: spec.updatedAt,
      catalogue: file.origin.catalogue,
      gated: file.origin.gated,
      valid,
    },
    manifest: manifestOf(spec, problems),
    lifecycle: spec.lifecycle,
    owner: spec.owner && ownerRef(spec.owner),
    dependsOn: spec.dependsOn ?? [],
    location: file.origin.location,
    problems: problems.slice(0, PROBLEMS_KEPT),
    text: (spec.description ?? '').slice(0, SEARCHED_CHARACTERS),
    isPublic: file.isPublic,
    ...(file.trust && file.trust.state !== 'given' && { isStrange: true }),
  };
}

/** What lists show, in other languages. */
function shortTranslations({
  title,
  summary,
  translations,
}: AssetSpec): Translations | undefined {
  if (!translations) return undefined;
  return Object.fromEntries(
    Object.entries(translations).map(([language, words]) => [
      language,
      Object.fromEntries(
        Object.entries(words).filter(
          ([text]) => text === title || text === summary,
        ),
      ),
    ]),
  );
}

/** As the catalogue reads it: a name alone is a group's. What is no ref stays as it is. */
function ownerRef(owner: string): string {
  const match = /^(?:(group|user):)?(?:([a-z0-9-]+)\/)?([a-z0-9._-]+)$/i.exec(
    owner,
  );
  if (!match) return owner;
  const [, kind = 'group', namespace = 'default', name] = match;
  return `${kind}:${namespace}/${name}`.toLowerCase();
}

/** A manifest with errors launches nothing. */
function manifestOf(
  { manifest }: AssetSpec,
  problems: AssetProblem[],
): IndexedAsset['manifest'] {
  if (typeof manifest === 'string') return { shared: manifest };
  const isBroken = problems.some(
    p => p.severity === 'error' && p.pointer.startsWith('/spec/manifest'),
  );
  return manifest && !isBroken ? { own: true } : undefined;
}

function withFacts(spec: AssetSpec, facts: AssetFile['facts']): AssetSpec {
  if (!facts) return spec;
  const links = facts.sourceCode
    ? { ...spec.links, sourceCode: facts.sourceCode }
    : spec.links;
  return {
    ...spec,
    manifest: spec.manifest ?? facts.manifest,
    ...(links ? { links } : {}),
  };
}

function emptySpec(name: string): AssetSpec {
  return {
    title: name,
    summary: '',
    libraries: [],
    tasks: [],
    categories: [],
    tags: [],
    dataTypes: [],
  };
}
