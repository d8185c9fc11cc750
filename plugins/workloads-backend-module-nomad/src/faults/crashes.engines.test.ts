import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MortalPortal } from '../__testUtils__/MortalPortal';
import { ask, NomadSetup } from '../__testUtils__/NomadSetup';
import { eventually, launch, pidOf, runsOf } from '../__testUtils__/room';
import { isOver } from '../region/Mirror';

const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-crashes-'));
const database = path.join(folder, 'portal.sqlite');
let setup: NomadSetup;
let mortal: MortalPortal;

beforeAll(async () => {
  setup = await NomadSetup.start();
  mortal = await MortalPortal.start(setup, database);
});

afterAll(async () => {
  await mortal?.bury();
  await setup?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const stopped = { state: 'stopped', reason: { code: 'stopped-by-person' } };

const ada = () => mortal.portal.as('ada');

describe('a portal that is killed', () => {
  it('before any step of a launch or a deletion begins one run of it, and leaves nothing', async () => {
    const deeds = await killedBeforeEach([launchOne, deleteIt]);
    expect(deeds).toEqual([
      'insert into `workloads`',
      'PUT /v1/var/nomad/jobs/astrolabe-…',
      'POST /v1/jobs',
      // What was seen, as often as it was another; then the wish.
      'update `workloads`',
      'DELETE /v1/job/astrolabe-…',
      'DELETE /v1/var/nomad/jobs/astrolabe-…',
      'delete from `workloads`',
    ]);
  });

  it('before any step of a stop or a restart ends the one run, and begins the next once', async () => {
    await launch(ada());
    await eventually(isRunning, 60);
    const deeds = await killedBeforeEach([stopIt, restartIt]);
    expect(deeds.filter(deed => deed === 'POST /v1/jobs')).toHaveLength(2);
    await deleteIt();
  });
});

/**
 * Does these things again and again, and kills the portal before the first step
 * of them, before the second, and so on, until there is none left.
 *
 * @returns the steps, each of several alike in a row once
 */
async function killedBeforeEach(
  acts: (() => Promise<void>)[],
): Promise<string[]> {
  for (let n = 1; ; n++) {
    const { life } = mortal;
    const before = life.deeds.length;
    life.endBefore(n);
    for (const act of acts) await act();
    if (mortal.life !== life || life.isOver) continue;
    life.endBefore(Infinity);
    const deeds = life.deeds.slice(before);
    return deeds.filter((deed, index) => deed !== deeds[index - 1]);
  }
}

async function launchOne(): Promise<void> {
  const key = crypto.randomUUID();
  await carryOut(() => ada().launch({}, { tool: 'answering', key }), {
    isRecorded: one => one !== undefined,
    isDone: isRunning,
  });
  const { id } = await theOne();
  expect(await runsOf(setup.agent.url, id)).toHaveLength(1);
  await answers(id);
  const job = `astrolabe-${id}`;
  const variable = `nomad/jobs/${job}`;
  expect(await inNomad()).toEqual({ jobs: [job], variables: [variable] });
}

async function deleteIt(): Promise<void> {
  const { id } = await theOne();
  await carryOut(() => ada().delete(`/v1/workloads/${id}`), {
    isRecorded: one => one?.desired !== 'run',
    isDone: async () => expect(await look()).toBeUndefined(),
  });
  expect(await inNomad()).toEqual({ jobs: [], variables: [] });
}

async function stopIt(): Promise<void> {
  const { id } = await theOne();
  const before = await runsOf(setup.agent.url, id);
  await carryOut(() => ada().post(`/v1/workloads/${id}/stop`), {
    isRecorded: ({ desired }) => desired === 'stop',
    isDone: async () => expect(await look()).toMatchObject(stopped),
  });
  const runs = await runsOf(setup.agent.url, id);
  expect(runs).toHaveLength(before.length);
  expect(runs.filter(each => !isOver(each))).toEqual([]);
}

async function restartIt(): Promise<void> {
  const { id } = await theOne();
  const before = await runsOf(setup.agent.url, id);
  await carryOut(() => ada().post(`/v1/workloads/${id}/restart`), {
    isRecorded: ({ desired }) => desired === 'run',
    isDone: isRunning,
  });
  const runs = await runsOf(setup.agent.url, id);
  expect(runs).toHaveLength(before.length + 1);
  expect(runs.filter(each => !isOver(each))).toHaveLength(1);
  await answers(id);
}

interface Seen {
  id: string;
  state: string;
  desired: string;
}

/**
 * Asks, and looks until it is done. When the portal is killed meanwhile, the
 * next one has to do it; it is asked again only when nobody had an answer and
 * nothing was recorded.
 */
async function carryOut(
  request: () => PromiseLike<{ status: number }>,
  {
    isRecorded,
    isDone,
  }: { isRecorded(one: Seen): boolean; isDone(): Promise<void> },
): Promise<void> {
  const { status } = await request();
  await eventually(async () => mortal.life.isOver || (await isDone()), 60);
  if (!mortal.life.isOver) return;
  await reviveIfKilled();
  if (!isRecorded(await look())) {
    expect(status).toBeGreaterThanOrEqual(400);
    await request();
  }
  await eventually(isDone, 60);
}

/** The same when the portal is killed after it has done what it was asked. */
function theOne(): Promise<Seen> {
  return eventually(async () => {
    await reviveIfKilled();
    return look();
  });
}

async function reviveIfKilled(): Promise<void> {
  if (!mortal.life.isOver) return;
  await mortal.bury();
  mortal = await MortalPortal.start(setup, database);
}

async function answers(id: string): Promise<void> {
  await eventually(async () => {
    await reviveIfKilled();
    await pidOf(mortal.engine, id);
  });
}

/** The one workload that there is; undefined: none. */
async function look(): Promise<Seen> {
  const { body } = await ada().get('/v1/workloads').expect(200);
  expect(body.items.length).toBeLessThanOrEqual(1);
  return body.items[0];
}

async function isRunning(): Promise<void> {
  expect(await look()).toMatchObject({ state: 'running' });
}

async function inNomad() {
  const { url } = setup.agent;
  const jobs = await ask<{ ID: string }[]>(url, '/jobs');
  const variables = await ask<{ Path: string }[]>(url, '/vars');
  return {
    jobs: jobs.map(({ ID }) => ID),
    variables: variables.map(({ Path }) => Path),
  };
}
