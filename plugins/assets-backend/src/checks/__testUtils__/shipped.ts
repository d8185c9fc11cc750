import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

export const shipped = path.resolve(__dirname, '../../../../../catalog-info');
/** What the shipped manifest needs stays installed from run to run. */
export const installed = path.join(
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe'),
  'shipped-checks',
);

/** The shipped manifest, which checks with more variables. */
export function withVariables(more: Record<string, string>): Promise<string> {
  return changed(task => ({ ...task, env: { ...task.env, ...more } }));
}

/** The shipped manifest, which checks by what was installed for it before. */
export async function withoutEnvironment(): Promise<string> {
  const bin = path.join(await lastUsed(), 'bin');
  return changed(({ environment: _, ...task }) => {
    const [program, ...args] = task.command;
    return { ...task, command: [path.join(bin, program), ...args] };
  });
}

interface Task {
  command: string[];
  environment?: object;
  env?: Record<string, string>;
}

async function changed(change: (task: Task) => Task): Promise<string> {
  const file = path.join(shipped, 'manifests/deepaas.yaml');
  const manifest = parse(await readFile(file, 'utf8'));
  const { workload } = manifest.variants.check;
  workload.tasks = workload.tasks.map(change);
  return JSON.stringify(manifest); // JSON is YAML too.
}

async function lastUsed(): Promise<string> {
  const folder = path.join(installed, 'environments');
  const files = (await readdir(folder))
    .filter(name => /^manifests-deepaas-\w+\.lock$/.test(name))
    .map(name => path.join(folder, name));
  const used = await Promise.all(
    files.map(async file => ({ file, at: (await stat(file)).mtimeMs })),
  );
  const [{ file }] = used.sort((a, b) => b.at - a.at);
  return file.slice(0, -'.lock'.length);
}
