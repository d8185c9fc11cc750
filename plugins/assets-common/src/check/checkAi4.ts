import type { AssetCheck, AssetProblem } from '../types';
import { explain, MAX_PROBLEMS, unique } from './explain';
import { bareDoi, migrateAi4 } from './migrate';
import type { ReadText } from './readText';
import { ai4Versions, validateAi4, type Ai4Version } from './schemas';

const v1Keys = ['sources', 'date_creation', 'keywords', 'tosca'];

/** Checks a value that was read from an ai4-metadata.yml. */
export function checkAi4(read: ReadText, name: string): AssetCheck {
  const { value } = read;
  const version = ai4VersionOf(value);
  const declared = declaredVersion(value);
  const problems = [...read.problems];
  const report = (problem: AssetProblem) =>
    problems.push({ ...problem, ...read.place(problem.pointer) });

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
function advise(value: unknown, version: Ai4Version): AssetProblem[] {
  if (!isKeys(value)) return [];
  const advice: AssetProblem[] = [];
  const declared = declaredVersion(value);
  if (declared && version !== '1.0.0' && declared !== version) {
    advice.push({
      severity: 'warning',
      pointer: '/metadata_version',
      message: `Version '${declared}' was not published with these keys; the file is read as ${version}.`,
      allowed: [...ai4Versions.slice(1)],
      fix: `Write metadata_version: ${version}.`,
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
  if (isKeys(value.dates)) advice.push(...adviseDates(value.dates));
  return advice;
}

function adviseDates(dates: Record<string, unknown>): AssetProblem[] {
  return ['created', 'updated'].flatMap(key => {
    const date = dates[key];
    const isDay = /^\d{4}-\d{2}-\d{2}/.test(String(date));
    if (typeof date !== 'string' || (isDay && Date.parse(date) > 0)) return [];
    return {
      severity: 'warning' as const,
      pointer: `/dates/${key}`,
      message: `'${date.slice(0, 40)}' is not a day.`,
      fix: `Write it like '2026-01-31'.`,
    };
  });
}

function isKeys(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
