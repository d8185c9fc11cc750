/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the whole room behind its door, over a real engine */
import {
  createShelf,
  put,
  startWorkloads,
  type Portal,
} from '../../../workloads-backend/src/__testUtils__';
import type { EndpointTarget } from '@astrolabe/plugin-workloads-node';
import type { NomadEngine } from '../engine/NomadEngine';
import { keyed } from './keyed';
import { ask } from './NomadSetup';
import type { NomadAllocation } from '../client/types';

export { eventually } from '../../../workloads-backend/src/__testUtils__';
export type { Portal };

type Person = ReturnType<Portal['as']>;

/** Says which process it is, to whom has its key. */
const program = `
  require('node:http').createServer((request, response) => {
    response.end(JSON.stringify({ pid: process.pid, isKnown: request.headers['x-key'] === process.env.KEY }));
  }).listen(Number(process.env.PORT), process.env.HOST);
  process.on('SIGTERM', () => process.exit(0));`;

const answering = keyed(program, {
  cpuCores: 0.02,
  memoryBytes: 96 * 1024 ** 2,
});

/** The whole room over engines, where people launch what answers. */
export async function startRoom(
  [engine, ...moreEngines]: NomadEngine[],
  options: Pick<NonNullable<Parameters<typeof startWorkloads>[0]>, 'knex'> = {},
): Promise<Portal> {
  const shelf = createShelf();
  put(shelf, 'answering', answering);
  return startWorkloads({
    engine: engine as never,
    moreEngines: moreEngines as never,
    shelf,
    ...options,
  });
}

/** Launches what answers, and says its id. */
export async function launch(person: Person, siteId?: string): Promise<string> {
  const { body } = await person
    .launch({}, { tool: 'answering', siteId })
    .expect(201);
  return body.id;
}

/** Of all runs that Nomad knows of a workload: which of them still take something. */
export async function runsOf(url: string, id: string) {
  const all = await ask<NomadAllocation[]>(
    url,
    `/job/astrolabe-${id}/allocations?all=true`,
  );
  return all.sort((one, other) => one.CreateIndex - other.CreateIndex);
}

/** The process that answers a workload's owner now. */
export async function pidOf(engine: NomadEngine, id: string): Promise<number> {
  return pidAt(await engine.endpointTarget(id, 'web'));
}

/** The process that answers there. */
export async function pidAt(target: EndpointTarget): Promise<number> {
  const answer = await fetch(target.origin, { headers: target.headers });
  const said = (await answer.json()) as { pid: number; isKnown: boolean };
  if (!said.isKnown) throw new Error('It does not know its own key');
  return said.pid;
}

/** Whether a process of this machine is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
