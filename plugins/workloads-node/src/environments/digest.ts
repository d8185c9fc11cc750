import { createHash, type Hash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { localPackagesOf, type FoundEnvironment } from './describe.ts';

/**
 * Names everything that an environment is made of: its locks, its description,
 * the packages of the checkout, and what `made` says of how it is made. The
 * same digest is the same environment.
 *
 * @public
 */
export function environmentDigest(
  found: FoundEnvironment,
  made: string,
): string {
  const hash = createHash('sha256');
  hash.update(`${made}\n`);
  for (const folder of [found.source, ...localPackagesOf(found)]) {
    digestFolder(hash, folder);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Leaves out what builds and tests leave behind.
 *
 * @public
 */
export function isSource(file: string): boolean {
  return !/(^|\/)(__pycache__|\.venv|\.git|\.pytest_cache|build|dist|[^/]*\.egg-info)$/.test(
    file,
  );
}

function digestFolder(hash: Hash, folder: string): void {
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    if (!isSource(file)) continue;
    hash.update(`${name}\n`);
    if (statSync(file).isDirectory()) digestFolder(hash, file);
    else hash.update(readFileSync(file));
  }
}
