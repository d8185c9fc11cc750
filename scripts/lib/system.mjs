import { existsSync } from 'node:fs';
import { runQuietly } from './process.mjs';

/**
 * Installs Debian packages unless `probe` (a path) is there already. Only
 * tests call it; the portal itself needs nothing of the system.
 *
 * @returns whether it is there now
 */
export async function ensureDebian(packages, probe) {
  if (existsSync(probe)) return true;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly(['apt-get', 'update', '-qq'], { env }).catch(
    () => undefined,
  );
  await runQuietly(
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages],
    { env },
  );
  return existsSync(probe);
}
