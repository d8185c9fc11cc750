import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareEnvironment } from '../../plugins/workloads-backend-module-local/src/supervisor/environments/prepareEnvironment';
import { findEnvironment } from '../../plugins/workloads-node/src/environments';

const root = path.resolve(import.meta.dirname, '../..');
const roots = [path.join(root, 'catalog-info'), path.join(root, 'python')];

/** Shared with everyManifest.engines.test.ts, so that nothing is installed twice. */
const dataDirectory = path.join(
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe'),
  'every-manifest',
);

const packages = globSync('python/*/pyproject.toml', { cwd: root }).map(file =>
  path.basename(path.dirname(file)),
);

describe.each(packages)('the Python package %s', name => {
  let environment: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    environment = await install(environmentOf(name));
    const tools = await install('checks');
    const [sitePackages] = globSync('lib/python*/site-packages', {
      cwd: tools,
    });
    env = {
      PATH: `${environment}/bin:${tools}/bin:${process.env.PATH}`,
      PYTHONPATH: path.join(tools, sitePackages),
      PYTHONDONTWRITEBYTECODE: '1',
    };
  });

  /** In the environment in which the package runs for people. */
  const python = (...args: string[]) =>
    run(path.join(environment, 'bin/python'), args);

  async function run(program: string, args: string[]): Promise<string> {
    const cwd = path.join(root, 'python', name);
    const ended = await promisify(execFile)(program, args, { cwd, env }).catch(
      error => error,
    );
    const { stdout, stderr, code } = ended;
    if (code)
      throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
    return stdout;
  }

  it('passes its own tests', async () => {
    expect(await python('-m', 'pytest', '-p', 'no:cacheprovider')).toMatch(
      /\d+ passed/,
    );
  });

  it('has types that hold', async () => {
    expect(
      await python('-m', 'mypy', `--cache-dir=${dataDirectory}/cache/mypy`),
    ).toMatch(/no issues/);
  });

  it('is tidy', async () => {
    await run('ruff', ['check', '--no-cache', '.']);
    await run('ruff', ['format', '--no-cache', '--check', '.']);
  });
});

/** The environment of catalog-info that brings the package. */
function environmentOf(name: string): string {
  const folder = path.join(root, 'python', name);
  const description = globSync('*/*/environment/environment.json', {
    cwd: roots[0],
  }).find(file => {
    const described = path.join(roots[0], file);
    const { localPackages = [] } = JSON.parse(readFileSync(described, 'utf8'));
    return localPackages.some(
      (local: string) =>
        path.resolve(path.dirname(described), local) === folder,
    );
  });
  if (!description) throw new Error(`No environment has python/${name}`);
  return path.dirname(path.dirname(description));
}

async function install(id: string): Promise<string> {
  const environment = { kind: 'python', id } as const;
  const { folder } = await prepareEnvironment({
    ...findEnvironment(environment, roots)!,
    environment,
    dataDirectory,
    workloadId: 'python-tests',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  return folder;
}
