import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkloadEnvironment } from '@astrolabe/plugin-workloads-common';

/**
 * `environment.json`, beside the lock file: what the lock cannot say.
 *
 * @public
 */
export interface EnvironmentDescription {
  /** Version of the interpreter, such as `3.11`. */
  python?: string;
  /** Folders of packages in this checkout, installed beside the locked ones. */
  localPackages?: string[];
  /** Programs and header files that packages are compiled with. */
  needs?: { program?: string; file?: string; install: string }[];
}

/**
 * Where an environment is described, and what is said of it.
 *
 * @public
 */
export interface FoundEnvironment {
  /** The folder with the lock file. */
  source: string;
  description: EnvironmentDescription;
}

/**
 * The lock file of each kind of environment.
 *
 * @public
 */
export const LOCK_FILES: Record<WorkloadEnvironment['kind'], string> = {
  python: 'requirements.txt',
  node: 'package-lock.json',
};

/**
 * The folder that describes an environment, in the first root that has it.
 *
 * @public
 */
export function findEnvironment(
  { kind, id }: WorkloadEnvironment,
  roots: string[],
): FoundEnvironment | undefined {
  for (const root of roots) {
    const source = path.join(root, id, 'environment');
    if (existsSync(path.join(source, LOCK_FILES[kind]))) {
      return { source, description: readDescription(source) };
    }
  }
  return undefined;
}

/**
 * All environments below the roots, by their ids.
 *
 * @public
 */
export function listEnvironments(roots: string[]): WorkloadEnvironment[] {
  const kinds = Object.keys(LOCK_FILES) as WorkloadEnvironment['kind'][];
  const found = kinds.flatMap(kind =>
    roots.flatMap(cwd =>
      globSync(`**/environment/${LOCK_FILES[kind]}`, {
        cwd,
        exclude: ['**/node_modules'],
      }).map(file => ({ kind, id: path.dirname(path.dirname(file)) })),
    ),
  );
  const byName = new Map(found.map(each => [`${each.kind} ${each.id}`, each]));
  return [...byName.values()].sort((one, other) =>
    one.id.localeCompare(other.id),
  );
}

/**
 * Absolute folders of the packages of the checkout that belong to an environment.
 *
 * @public
 */
export function localPackagesOf({
  source,
  description,
}: FoundEnvironment): string[] {
  return (description.localPackages ?? []).map(local =>
    path.resolve(source, local),
  );
}

function readDescription(source: string): EnvironmentDescription {
  const file = path.join(source, 'environment.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
