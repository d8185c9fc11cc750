import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, NomadSetup, type NomadAgent } from '../__testUtils__/NomadSetup';
import {
  eventually,
  isAlive,
  launch,
  pidOf,
  runsOf,
  startRoom,
  type Portal,
} from '../__testUtils__/room';
import type { NomadJob } from '../client/types';
import type { NomadEngine } from '../engine/NomadEngine';
import { isOver } from '../region/Mirror';

/** A server notices within seconds that a node is away. */
const impatient = { heartbeat_grace: '1s', min_heartbeat_ttl: '1s' };
const SITE = 'r1.dc-b';

let setup: NomadSetup;
let nodes: NomadAgent[];
let engine: NomadEngine;
let portal: Portal;
let url: string;

beforeAll(async () => {
  setup = await NomadSetup.start({
    client: false,
    extra: { server: impatient },
  });
  url = setup.agent.url;
  nodes = [
    await setup.addNode({ datacenter: 'dc-b' }),
    await setup.addNode({ datacenter: 'dc-b' }),
  ];
});

afterAll(() => setup?.dispose());

afterEach(() => portal.stop());

/** @param lostAfterSeconds - until what ran on a node that is away counts as lost */
async function start(lostAfterSeconds: number): Promise<void> {
  engine = setup.engine({ lostAfterSeconds });
  portal = await startRoom([engine]);
}

/** A workload that runs, its process, and its node. */
async function runningOne() {
  const id = await launch(portal.as('ada'), SITE);
  await portal.as('ada').until(id, 'running');
  const node = await nodeOf(id);
  return { id, node, pid: await pidOf(engine, id) };
}

/** Where the last run of a workload is. */
async function nodeOf(id: string): Promise<NomadAgent> {
  const { NodeName } = (await runsOf(url, id)).at(-1)!;
  return nodes.find(each => each.url.endsWith(`:${NodeName.slice(1)}`))!;
}

/** What the portal says of it. */
const told = (id: string, state: string, code: string) =>
  eventually(async () => {
    const { body } = await portal.as('ada').get(`/v1/workloads/${id}`);
    expect(body).toMatchObject({ state, reason: { code } });
    return body;
  }, 60);

describe('a node that is lost', () => {
  it('for good takes its workload with it: that is said, and a restart runs it once on another', async () => {
    await start(3);
    const { id, node, pid } = await runningOne();
    await node.kill();
    const { reason, endpoints } = await told(id, 'lost', 'node-lost');
    expect(reason.evidence).toEqual(expect.any(String));
    expect(reason.nextStep).toContain('Restart it');
    expect(endpoints).toMatchObject([{ ready: false }]);
    const path = `/v1/workloads/${id}/logs`;
    const log = await portal.as('ada').get(path).expect(503);
    expect(log.body.error).toMatchObject({
      code: 'NODE_AWAY',
      cause: expect.stringMatching(/No path to node/i),
    });

    await restartsElsewhere(id, node);
    await comesBack(id, { node, pid });
  });

  it('and comes back brings back its workload, which nobody has restarted', async () => {
    await start(3);
    const { id, node, pid } = await runningOne();
    await node.kill();
    await told(id, 'lost', 'node-lost');
    await node.start();
    await told(id, 'running', 'ready');
    expect(await pidOf(engine, id)).toBe(pid);
    expect(await runsOf(url, id)).toHaveLength(1);
    await remove(id, pid);
  });

  it('for good cannot end a workload; that counts as ended all the same, and what is back is ended', async () => {
    await start(15);
    const { id, node, pid } = await runningOne();
    await node.kill();
    await told(id, 'lost', 'node-disconnected');
    await portal.as('ada').post(`/v1/workloads/${id}/stop`).expect(200);
    await told(id, 'stopped', 'stopped-by-person');
    expect(isAlive(pid)).toBe(true);
    await node.start();
    await eventually(() => expect(isAlive(pid)).toBe(false), 60);
    await told(id, 'stopped', 'stopped-by-person');
    await remove(id, pid);
  });

  it('lets its workload be restarted elsewhere before it is given up', async () => {
    await start(3600);
    const { id, node, pid } = await runningOne();
    await node.kill();
    const { reason } = await told(id, 'lost', 'node-disconnected');
    expect(reason.nextStep).toContain('restart it elsewhere');
    await restartsElsewhere(id, node);
    // There its files stay with it, as ever.
    const group = await groupOf(id);
    await portal.as('ada').post(`/v1/workloads/${id}/restart`).expect(200);
    await told(id, 'running', 'ready');
    expect(await groupOf(id)).toBe(group);
    await comesBack(id, { node, pid });
  });
});

async function groupOf(id: string): Promise<string> {
  const job = await ask<NomadJob>(url, `/job/astrolabe-${id}`);
  return job.TaskGroups![0].Name;
}

async function restartsElsewhere(id: string, lost: NomadAgent): Promise<void> {
  await portal.as('ada').post(`/v1/workloads/${id}/restart`).expect(200);
  await told(id, 'running', 'ready');
  expect(await nodeOf(id)).not.toBe(lost);
}

/** The node is back with what it still ran: that has to end, and what was begun elsewhere stays. */
async function comesBack(
  id: string,
  { node, pid }: { node: NomadAgent; pid: number },
): Promise<void> {
  const elsewhere = await pidOf(engine, id);
  expect(isAlive(pid)).toBe(true);
  await node.start();
  await eventually(() => expect(isAlive(pid)).toBe(false), 60);
  await eventually(async () => {
    const runs = await runsOf(url, id);
    const [last, ...others] = runs.reverse();
    expect(others.map(isOver)).toEqual(others.map(() => true));
    expect(isOver(last)).toBe(false);
  }, 60);
  await told(id, 'running', 'ready');
  expect(await pidOf(engine, id)).toBe(elsewhere);
  await remove(id, elsewhere);
}

async function remove(id: string, pid: number): Promise<void> {
  await portal.as('ada').delete(`/v1/workloads/${id}`).expect(204);
  await eventually(async () => {
    expect(await ask(url, '/jobs')).toEqual([]);
    expect(isAlive(pid)).toBe(false);
  }, 60);
}
