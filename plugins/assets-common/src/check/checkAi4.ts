import type { AssetCheck } from '../types';
import { adviseDay, adviseLicence, adviseLinks, adviseText } from './advice';
import {
  explain,
  MAX_PROBLEMS,
  misspeltAs,
  placed,
  unique,
  unknownKey,
  type Finding,
} from './explain';
import { pathOf } from './mends';
import { bareDoi, migrateAi4 } from './migrate';
import type { ReadText } from './readText';
import { ai4Keys, ai4Versions, validateAi4, type Ai4Version } from './schemas';

const v1Keys = ['sources', 'date_creation', 'keywords', 'tosca'];

/** Checks a value that was read from an ai4-metadata.yml. */
export function checkAi4(read: ReadText, name: string): AssetCheck {
  const { value } = read;
  const version = ai4VersionOf(value);
  const declared = declaredVersion(value);
  const problems = [...read.problems];
  const report = (found: Finding) => problems.push(placed(found, read));

  if (value !== undefined) {
    for (const error of validateAi4(value, version).slice(0, MAX_PROBLEMS)) {
      const said = explain(error);
      report({ severity: 'error', pointer: error.instancePath, ...said });
    }
    advise(value, version).forEach(report);
  }
  return {
    valid: !problems.some(p => p.severity === 'error'),
    format: declared ?? version,
    problems: unique(problems),
    spec: migrateAi4(value, version, name),
  };
}

/**
 * The published version that a value is held against: the one it declares; the
 * newest when it declares one that was never published; 1.0.0, which knew no
 * declaration, when only its keys say so.
 *
 * @public
 */
export function ai4VersionOf(value: unknown): Ai4Version {
  const declared = declaredVersion(value);
  const published = ai4Versions.find(v => v === declared);
  if (published && published !== '1.0.0') return published;
  const isV1 =
    isKeys(value) && !('links' in value) && v1Keys.some(key => key in value);
  return isV1 ? '1.0.0' : ai4Versions.at(-1)!;
}

function declaredVersion(value: unknown): string | undefined {
  const declared = isKeys(value) ? value.metadata_version : undefined;
  return typeof declared === 'string' && declared.length < 20
    ? declared
    : undefined;
}

/** What the published schemas let pass, but a reader would trip over. */
function advise(value: unknown, version: Ai4Version): Finding[] {
  if (!isKeys(value)) return [];
  const advice: Finding[] = [];
  const declared = declaredVersion(value);
  const isOld = version === '1.0.0';
  if (declared && !isOld && declared !== version) {
    advice.push({
      severity: 'warning',
      pointer: '/metadata_version',
      message: `Version '${declared}' was not published with these keys; the file is read as ${version}.`,
      allowed: [...ai4Versions.slice(1)],
      fix: `Write metadata_version: ${version}.`,
      mend: { value: version },
    });
  }
  if (typeof value.doi === 'string' && !bareDoi(value.doi)) {
    advice.push({
      severity: 'warning',
      pointer: '/doi',
      message: `'doi' is not a DOI.`,
      fix: 'Write it like 10.5281/zenodo.1234567, or delete the line.',
    });
  }
  const dates = isKeys(value.dates) ? value.dates : {};
  const links = isKeys(value.links) ? value.links : {};
  return [
    ...advice,
    ...adviseText('/title', value.title, 'title'),
    ...adviseText('/summary', value.summary, 'summary'),
    ...adviseText('/description', value.description, 'description'),
    ...adviseDay('/dates/created', dates.created),
    ...adviseDay('/dates/updated', dates.updated),
    ...adviseLicence('/license', value.license),
    ...adviseLinks('/links', links, 'docker_image'),
    ...(isOld ? [] : adviseKeys(value)),
  ];
}

/** Keys that may be absent, and so are missed by nobody when they are misspelt. */
function adviseKeys(value: Record<string, unknown>): Finding[] {
  return Object.entries(ai4Keys).flatMap(([pointer, known]) => {
    const holder = pathOf(pointer).reduce<unknown>(
      (at, key) => (isKeys(at) ? at[key] : undefined),
      value,
    );
    if (!isKeys(holder)) return [];
    return known
      .filter(key => !(key in holder))
      .flatMap(key => {
        const written = misspeltAs(key, holder);
        if (written === undefined) return [];
        const { pointer: at = '', ...said } = unknownKey(pointer, written, {
          meant: key,
          known,
        });
        return [{ severity: 'warning' as const, pointer: at, ...said }];
      });
  });
}

function isKeys(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
