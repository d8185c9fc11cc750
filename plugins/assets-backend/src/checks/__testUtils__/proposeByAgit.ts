import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Somebody proposes a commit without a fork; gives it. */
export async function proposeByAgit(
  url: string,
  { name, token }: { name: string; token: string },
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-agit-'));
  // Without what whoever runs the tests has set for their own commits.
  const env = {
    ...{ ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const git = async (...args: string[]) =>
    (
      await execute(
        'git',
        ['-c', 'user.name=E', '-c', 'user.email=e@b.c', ...args],
        {
          ...{ cwd: folder, env },
        },
      )
    ).stdout.trim();
  const remote = `http://${name}:${token}@${new URL(url).host}/ada/leaf.git`;
  await git('clone', '-q', remote, '.');
  await writeFile(path.join(folder, 'check.sh'), 'echo mine; exit 1');
  await git('commit', '-q', '-am', 'By AGit');
  await git('push', '-q', remote, 'HEAD:refs/for/main', '-o', 'topic=theirs');
  const commit = await git('rev-parse', 'HEAD');
  await rm(folder, { recursive: true });
  return commit;
}
