import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { storageAway } from '../../problems';

const run = promisify(execFile);

/** Where a download comes from and how it is trusted; nothing else of ours is passed on. */
const PASSED_ON =
  /^(PIP_.*|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|(HTTPS?|NO|ALL)_PROXY|(https?|no|all)_proxy|PATH|HOME)$/;

/**
 * Where rclone is: the one of the configuration, or the one of the package
 * index that workloads mount storages with, by its lock. It is fetched when it
 * is needed first, and stays.
 */
export async function findRclone(options: {
  program?: string;
  /** With the locked requirement, `requirements.txt`. */
  lock: string;
  /** Where it stays. */
  folder: string;
  logger: LoggerService;
}): Promise<string> {
  if (options.program) return options.program;
  const lock = await readFile(options.lock).catch(() => {
    throw storageAway(`the portal has no lock of rclone at ${options.lock}`);
  });
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  const folder = path.join(options.folder, `rclone-${digest}`);
  const program = path.join(folder, 'bin', 'rclone');
  if (existsSync(program)) return program;
  options.logger.info('Fetching rclone, which reaches storages');
  const fresh = `${folder}.${randomUUID()}`;
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  try {
    await install(fresh, options.lock);
    // Another replica may have been first.
    await rename(fresh, folder).catch(error => {
      if (!existsSync(program)) throw error;
    });
  } catch (error) {
    options.logger.error(`rclone could not be fetched: ${error}`);
    throw storageAway('the portal could not fetch rclone');
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return program;
}

async function install(folder: string, lock: string): Promise<void> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => PASSED_ON.test(name)),
  ) as NodeJS.ProcessEnv;
  await run('python3', ['-m', 'venv', folder], { env });
  await run(
    path.join(folder, 'bin', 'python'),
    [
      ...['-m', 'pip', 'install', '--quiet', '--only-binary', ':all:'],
      ...['--no-deps', '--require-hashes', '--requirement', lock],
    ],
    { env },
  );
}
