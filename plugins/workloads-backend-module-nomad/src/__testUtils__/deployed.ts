import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ask } from './NomadSetup';

const FOLDER = path.resolve(__dirname, '../../../../deploy/nomad');

/** Registers a job of `deploy/nomad`, as `nomad job run -var …` does. */
export async function runDeployed(
  url: string,
  name: string,
  variables: Record<string, unknown> = {},
): Promise<void> {
  const JobHCL = readFileSync(
    path.join(FOLDER, name, `${name}.nomad.hcl`),
    'utf8',
  );
  const Variables = Object.entries(variables)
    .map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
    .join('\n');
  const Job = await ask(url, '/jobs/parse', {
    method: 'POST',
    body: JSON.stringify({ JobHCL, Variables, Canonicalize: true }),
  });
  await ask(url, '/jobs', { method: 'POST', body: JSON.stringify({ Job }) });
}

/** Writes what only tasks of that job may read. */
export async function putVariable(
  url: string,
  jobId: string,
  Items: Record<string, string>,
): Promise<void> {
  const Path = `nomad/jobs/${jobId}`;
  await ask(url, `/var/${Path}`, {
    method: 'PUT',
    body: JSON.stringify({ Path, Namespace: 'default', Items }),
  });
}
