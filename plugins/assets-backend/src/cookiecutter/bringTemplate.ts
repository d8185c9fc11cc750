import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import type { CookiecutterDescription } from './readDescriptions';

const run = promisify(execFile);
const GIT_MS = 120_000;
const MOST_UNZIPPED = 100 * 1024 ** 2;
/** How git gets out of this house, and whom it trusts there; no secret, and no setting of git's. */
const OF_NETWORK =
  /^(PATH|TMPDIR|(https?|all|no)_proxy|SSL_CERT_(FILE|DIR)|GIT_SSL_CA(INFO|PATH))$/i;

/**
 * The folder of a template: as it stands, or brought into `cache` once, since
 * a commit and the content of a zip file are always the same.
 */
export async function bringTemplate(
  described: CookiecutterDescription,
  cache: string,
): Promise<string> {
  return findIn(await bring(described, cache), described.folder);
}

async function bring(
  { template, where }: CookiecutterDescription,
  cache: string,
): Promise<string> {
  if (typeof template === 'object') {
    return once(path.join(cache, template.commit), into =>
      fetchCommit(template, into),
    );
  }
  const file = path.resolve(where, template);
  if (!file.endsWith('.zip')) return file;
  const zip = await readFile(file);
  const digest = createHash('sha256').update(zip).digest('hex');
  return once(path.join(cache, digest), into => unzip(zip, into));
}

/** A link may lead anywhere, and a sandbox shows all of this folder: it has to be of the template. */
async function findIn(brought: string, folder: string): Promise<string> {
  const template = await realpath(path.join(brought, folder));
  const file = await realpath(path.join(template, 'cookiecutter.json'));
  const whole = await realpath(brought);
  if (!isBelow(whole, template) || !isBelow(template, file)) {
    throw new Error(`'${folder}', or its cookiecutter.json, is a link out`);
  }
  if (!(await stat(file)).isFile()) {
    throw new Error(`The cookiecutter.json of '${folder}' is no file`);
  }
  return template;
}

function isBelow(folder: string, file: string): boolean {
  return path.relative(folder, file).split(path.sep)[0] !== '..';
}

/** Moved to its place when it is whole: a portal that ends half-way leaves nothing to be taken for it. */
async function once(
  to: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  if (existsSync(to)) return to;
  await mkdir(path.dirname(to), { recursive: true });
  const fresh = await mkdtemp(`${to}-`);
  try {
    const made = path.join(fresh, 'template');
    await mkdir(made);
    await fill(made);
    await rename(made, to).catch(error => {
      if (!existsSync(to)) throw error;
    });
    return to;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** One commit alone, by no setting of this machine and without asking anybody. */
async function fetchCommit(
  { git, commit }: { git: string; commit: string },
  folder: string,
): Promise<void> {
  const env = envOfGit();
  const ask = (...args: string[]) =>
    run('git', ['-C', folder, ...args], { env, timeout: GIT_MS });
  await ask('init', '--quiet', '--template=');
  await ask('fetch', '--quiet', '--depth=1', git, commit);
  await ask('-c', 'core.hooksPath=/dev/null', 'checkout', '--quiet', commit);
  await rm(path.join(folder, '.git'), { recursive: true });
}

function envOfGit(): NodeJS.ProcessEnv {
  const given = Object.entries(process.env);
  const env: Record<string, string | undefined> = {
    ...Object.fromEntries(given.filter(([name]) => OF_NETWORK.test(name))),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'https:http:git',
  };
  return env as NodeJS.ProcessEnv;
}

async function unzip(zip: Buffer, folder: string): Promise<void> {
  let bytes = 0;
  const files = unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      bytes += originalSize;
      if (bytes > MOST_UNZIPPED) throw new Error('The zip file is too large');
      return !name.endsWith('/');
    },
  });
  for (const [name, content] of Object.entries(files)) {
    const file = path.resolve(folder, name);
    if (!file.startsWith(`${folder}${path.sep}`)) {
      throw new Error(`The zip file has '${name}', which is outside of it`);
    }
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
