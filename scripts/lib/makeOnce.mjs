import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import lockfile from 'proper-lockfile';

/**
 * Makes a file or folder that is not there yet. Another process that needs the
 * same at the same time waits for it, and makes it itself if the first has
 * failed or was killed.
 *
 * @param {string} target
 * @param {() => Promise<unknown>} make has to put it in its place whole
 * @param {{ staleMs?: number }} options staleMs: after so long without a sign of
 *   life, a process counts as dead
 */
export async function makeOnce(target, make, { staleMs = 60_000 } = {}) {
  if (existsSync(target)) return;
  await mkdir(path.dirname(target), { recursive: true });
  const release = await takeTurn(target, staleMs);
  try {
    if (!existsSync(target)) await make();
  } finally {
    await release().catch(() => undefined);
  }
}

async function takeTurn(target, staleMs) {
  const options = {
    realpath: false,
    stale: staleMs,
    // A machine that stood still: then it is made twice, which does no harm.
    onCompromised: () => undefined,
  };
  try {
    return await lockfile.lock(target, options);
  } catch (error) {
    if (error.code !== 'ELOCKED') throw error;
  }
  console.log(`Waiting for another process, which makes ${target}`);
  const retries = { forever: true, minTimeout: 500, maxTimeout: 500 };
  return lockfile.lock(target, { ...options, retries });
}
