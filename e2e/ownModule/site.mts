import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { startGitea } from '../../scripts/engines/gitea.mjs';
import type { Session } from '../support/browser.mts';
import type { RunningPortal } from '../support/launchPortal.mts';

/** A portal, a forge at which Ada is known, and her browser. */
export interface Site {
  portal: RunningPortal;
  gitea: Awaited<ReturnType<typeof startGitea>>;
  /** Of Ada at the forge. */
  token: string;
  ada: Session;
  folder: string;
}

/** A clone of a repository of Ada's, with Git itself. */
export interface Clone {
  folder: string;
  /** What she has changed; answers the commit. */
  push(message: string): Promise<string>;
}

export async function cloneOf(site: Site, name: string): Promise<Clone> {
  const folder = await mkdtemp(path.join(site.folder, `${name}-`));
  const git = async (...args: string[]) => {
    const who = ['user.name=Ada Fuller', 'user.email=ada@example.org'];
    const all = [...who.flatMap(each => ['-c', each]), ...args];
    return (await promisify(execFile)('git', all, { cwd: folder })).stdout;
  };
  const url = new URL(`/ada/${name}.git`, site.gitea.url);
  Object.assign(url, { username: 'ada', password: site.token });
  await git('clone', '--quiet', url.href, '.');
  return {
    folder,
    async push(message) {
      // A second try of a test writes what is there already.
      const commit = ['commit', '--quiet', '--all', '--allow-empty'];
      await git(...commit, `--message=${message}`);
      await git('push', '--quiet');
      return (await git('rev-parse', 'HEAD')).trim();
    },
  };
}

/** Writes over a file of a clone, and pushes it. */
export async function pushFile(
  clone: Clone,
  file: string,
  content: string,
): Promise<string> {
  await writeFile(path.join(clone.folder, file), content);
  return clone.push(`Change ${path.basename(file)}`);
}
