import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- only in tests
import { makeOnce } from '../../../../../scripts/lib/makeOnce.mjs';

const run = promisify(execFile);
const cache =
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe');

/** Programs that people have who work on a project; `bin` has those of Python. */
export const tools = path.join(cache, 'project-tools-5');
/** What reads a devcontainer.json as editors do. */
export const devcontainer = path.join(
  tools,
  'node_modules/@devcontainers/cli/devcontainer.js',
);

const ofPython = [
  ...['tox==4.67.15', 'tox-uv==1.32.*', 'PyYAML==6.0.3'],
  'check-jsonschema==0.39.0',
];

/** Runs to its end; what it printed is in the error. */
export async function ends(program: string, args: string[], cwd: string) {
  try {
    const { stdout, stderr } = await run(program, args, {
      cwd,
      maxBuffer: 20_000_000,
    });
    return stdout + stderr;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`);
  }
}

/** Once for a machine, whoever else needs them at the same time. */
export async function installTools(): Promise<void> {
  await once('tools', async () => {
    await rm(tools, { recursive: true, force: true });
    await ends('python3', ['-m', 'venv', tools], cache);
    const install = ['-m', 'pip', 'install', '--quiet', ...ofPython];
    await ends(path.join(tools, 'bin/python'), install, cache);
  });
}

/** Once for a machine, too. */
export async function installDevcontainer(): Promise<void> {
  await installTools();
  await once('devcontainer', async () => {
    const wish = ['--no-save', '--ignore-scripts', '@devcontainers/cli@0.89.0'];
    await ends('npm', ['install', '--prefix', tools, ...wish], cache);
  });
}

/** What is there whole has a mark beside it. */
function once(what: string, make: () => Promise<unknown>): Promise<void> {
  const mark = `${tools}.${what}`;
  return makeOnce(mark, async () => {
    await make();
    await writeFile(mark, '');
  });
}
