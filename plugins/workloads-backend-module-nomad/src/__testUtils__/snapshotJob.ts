import { execFileSync } from 'node:child_process';
import path from 'node:path';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { nomadProgram } from '../../../../scripts/engines/nomad.mjs';
import { ask, type NomadSetup } from './NomadSetup';

const JOB = path.resolve(__dirname, '../../../../deploy/nomad/snapshot');

/** Registers the job that takes snapshots, as an operator does. */
export async function registerSnapshotJob(
  { agent }: NomadSetup,
  options: {
    registry: string;
    socket: string;
    /** Who may push, where the registry asks. */
    robot?: { username: string; password: string };
  },
): Promise<void> {
  const { registry, socket, robot } = options;
  const variables = { registry, socket, insecure: 'true' };
  const given = Object.entries(variables).flatMap(([name, value]) => [
    '-var',
    `${name}=${value}`,
  ]);
  const program = await nomadProgram();
  const nomad = (...args: string[]) =>
    execFileSync(program, args, {
      cwd: JOB,
      env: {
        ...process.env,
        NOMAD_ADDR: agent.url,
        NOMAD_REGION: agent.region,
      },
    });
  nomad('job', 'run', '-detach', ...given, 'snapshot.nomad.hcl');
  const items = Object.entries(robot ?? {}).map(each => each.join('='));
  if (robot) nomad('var', 'put', 'nomad/jobs/astrolabe-snapshot', ...items);
}

/** The ids of requests that it was dispatched for. */
export async function dispatches({ agent }: NomadSetup): Promise<string[]> {
  const jobs = await ask<{ ID: string }[]>(agent.url, '/jobs');
  return jobs.map(({ ID }) => ID).filter(id => id.includes('/dispatch-'));
}
