import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- only in tests
import { freePort } from '../../../../../scripts/lib/freePort.mjs';

const run = promisify(execFile);

/** A repository, as `git daemon` serves it on loopback. */
export async function servesGit(template: string) {
  const root = await mkdtemp(path.join(tmpdir(), 'astrolabe-git-'));
  const folder = path.join(root, 'repo');
  await cp(template, folder, { recursive: true });
  const git = async (...args: string[]) =>
    (await run('git', ['-C', folder, ...args])).stdout.trim();
  await git('init', '--quiet');
  await git('add', '.');
  await git(
    ...['-c', 'user.name=A', '-c', 'user.email=a@example.org'],
    ...['commit', '--quiet', '-m', 'One'],
  );
  await git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const commit = await git('rev-parse', 'HEAD');
  const port = await freePort();
  const daemon = execFile('git', [
    ...['daemon', '--reuseaddr', '--export-all', '--listen=127.0.0.1'],
    ...[`--port=${port}`, `--base-path=${root}`, root],
  ]);
  return {
    ...{ commit, url: `git://127.0.0.1:${port}/repo` },
    stop: async () => {
      daemon.kill();
      await rm(root, { recursive: true, force: true });
    },
  };
}
