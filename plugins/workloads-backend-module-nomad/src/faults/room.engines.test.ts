import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadEvent } from '@astrolabe/plugin-workloads-common';
import type { NomadJob } from '../client/types';
import type { NomadEngine } from '../engine/NomadEngine';
import { isOver } from '../region/Mirror';
import { putVariable } from '../__testUtils__/deployed';
import { FaultyProxy } from '../__testUtils__/FaultyProxy';
import { ask, NomadSetup } from '../__testUtils__/NomadSetup';
import {
  eventually,
  isAlive,
  launch,
  pidOf,
  runsOf,
  startRoom,
  type Portal,
} from '../__testUtils__/room';

let near: NomadSetup;
let far: NomadSetup;
let proxy: FaultyProxy;
let engines: NomadEngine[];
let portal: Portal;

/** Two regions, each with a Nomad of its own; something stands before the far one. */
beforeAll(async () => {
  near = await NomadSetup.start();
  far = await NomadSetup.start({ region: 'r2', datacenter: 'dc-x' });
  proxy = await FaultyProxy.start(far.agent.url);
  engines = [near.engine(), far.engine({ url: proxy.url })];
  portal = await startRoom(engines);
});

afterEach(async () => {
  proxy.mode = 'pass';
  const ada = portal.as('ada');
  const { body } = await ada.get('/v1/workloads').expect(200);
  for (const { id } of body.items) await ada.delete(`/v1/workloads/${id}`);
  await eventually(async () => {
    for (const { agent } of [near, far]) {
      expect(await ask(agent.url, '/jobs')).toEqual([]);
      expect(await ask(agent.url, '/vars')).toEqual([]);
    }
  }, 120);
});

afterAll(async () => {
  await portal?.stop();
  await proxy?.close();
  await far?.dispose();
  await near?.dispose();
});

/** A job, as far as an operator changes it. */
type ChangedJob = NomadJob & {
  TaskGroups: { Count: number; Tasks: { Env: object }[] }[];
};

const FAR = 'r2.dc-x';
const ada = () => portal.as('ada');

/** What the portal says of it. */
const told = (id: string, expected: object) =>
  eventually(async () => {
    const { body } = await ada().get(`/v1/workloads/${id}`);
    expect(body).toMatchObject(expected);
    return body;
  }, 120);

const isUp = (id: string) =>
  told(id, { state: 'running', reason: { code: 'ready' } });

const runs = ({ agent }: NomadSetup, id: string) => runsOf(agent.url, id);

describe('a region that is cut off', () => {
  it('is said to be, with what runs there; the other region goes on, and all is found again as it was', async () => {
    const here = await launch(ada(), 'r1.dc-a');
    const there = await launch(ada(), FAR);
    const doomed = await launch(ada(), FAR);
    for (const id of [here, there, doomed]) await isUp(id);
    const pid = await pidOf(engines[1], there);

    proxy.mode = 'hang';
    proxy.cut();
    const unknown = await told(there, {
      state: 'running',
      reason: { code: 'engine-unreachable' },
      endpoints: [{ ready: true }],
    });
    expect(unknown.reason.message).toContain('nomad-r2');
    expect(unknown.reason.nextStep).toContain('It goes on there');
    // Its owner is led to it all the same.
    expect(await pidOf(engines[1], there)).toBe(pid);
    const { body: capacity } = await ada().get('/v1/capacity').expect(200);
    expect(capacity.items).toMatchObject([{ siteId: 'r1.dc-a' }]);
    expect(capacity.unreachable).toMatchObject([{ engine: 'nomad-r2' }]);

    // What nobody has chosen a site for runs where somebody answers.
    const more = await launch(ada());
    expect(await isUp(more)).toMatchObject({ siteId: 'r1.dc-a' });
    await isUp(here);
    await ada().delete(`/v1/workloads/${doomed}`).expect(204);
    await told(doomed, { state: 'stopping', desired: 'delete' });

    proxy.mode = 'pass';
    proxy.cut();
    await isUp(there);
    expect(await pidOf(engines[1], there)).toBe(pid);
    expect(await runs(far, there)).toHaveLength(1);
    await eventually(() => ada().get(`/v1/workloads/${doomed}`).expect(404));
  });
});

describe('a Nomad that is', () => {
  it.each(['slow', 'busy'] as const)(
    '%s is waited for: what was wished for comes, each once',
    async mode => {
      const stopped = await launch(ada(), FAR);
      const restarted = await launch(ada(), FAR);
      const deleted = await launch(ada(), FAR);
      for (const id of [stopped, restarted, deleted]) await isUp(id);
      proxy.mode = mode;
      const launched = await launchSoon();
      await ada().post(`/v1/workloads/${stopped}/stop`).expect(200);
      await ada().post(`/v1/workloads/${restarted}/restart`).expect(200);
      await ada().delete(`/v1/workloads/${deleted}`).expect(204);
      await isUp(launched);
      await told(stopped, { state: 'stopped' });
      await eventually(async () => {
        expect(await runs(far, restarted)).toHaveLength(2);
        await isUp(restarted);
      }, 60);
      await eventually(
        () => ada().get(`/v1/workloads/${deleted}`).expect(404),
        60,
      );
      const counts = async (id: string) => {
        const all = await runs(far, id);
        return [all.length, all.filter(each => !isOver(each)).length];
      };
      await eventually(async () => {
        expect(await counts(launched)).toEqual([1, 1]);
        expect(await counts(stopped)).toEqual([1, 0]);
        expect(await counts(restarted)).toEqual([2, 1]);
      }, 60);
    },
  );
});

describe('secrets of a run', () => {
  it('that a killed portal has left are taken away, and no others', async () => {
    const { url } = near.agent;
    const id = await launch(ada(), 'r1.dc-a');
    await isUp(id);
    await ada().delete(`/v1/workloads/${id}`).expect(204);
    await eventually(() => ada().get(`/v1/workloads/${id}`).expect(404), 60);
    const left = `astrolabe-${id}`;
    // Of another job, and of a workload that this database never knew.
    const others = ['astrolabe-traefik', `astrolabe-${crypto.randomUUID()}`];
    for (const job of [left, ...others]) {
      await putVariable(url, job, { a: 'b' });
    }
    const paths = async () => {
      const all = await ask<{ Path: string }[]>(url, '/vars');
      return all.map(({ Path }) => Path);
    };
    await eventually(
      async () => expect(await paths()).not.toContain(`nomad/jobs/${left}`),
      60,
    );
    for (const job of others) {
      expect(await paths()).toContain(`nomad/jobs/${job}`);
      await ask(url, `/var/nomad/jobs/${job}`, { method: 'DELETE' });
    }
  });
});

/** With the same key until there is an answer, as pages do. */
async function launchSoon(): Promise<string> {
  const key = crypto.randomUUID();
  const { body } = await eventually(
    () => ada().launch({}, { tool: 'answering', siteId: FAR, key }).expect(201),
    60,
  );
  return body.id;
}

describe('a job that somebody', () => {
  const url = () => near.agent.url;
  const job = (id: string) => `/job/astrolabe-${id}`;
  const running = async () => {
    const id = await launch(ada(), 'r1.dc-a');
    await isUp(id);
    return id;
  };
  const living = async (id: string) =>
    (await runs(near, id)).filter(each => !isOver(each));

  it('purges behind our back begins anew, once', async () => {
    const id = await running();
    const pid = await pidOf(engines[0], id);
    await ask(url(), `${job(id)}?purge=true`, { method: 'DELETE' });
    await eventually(async () => {
      expect(await pidOf(engines[0], id)).not.toBe(pid);
    }, 60);
    await isUp(id);
    await eventually(() => expect(isAlive(pid)).toBe(false), 60);
    await eventually(async () => expect(await living(id)).toHaveLength(1), 60);
    const { body } = await ada().get(`/v1/workloads/${id}/events`);
    const said = body.items.map((each: WorkloadEvent) => each.reason.text);
    expect(
      said.filter((text: string) => text === 'restarting.wasLost'),
    ).toHaveLength(1);
  });

  it('stops behind our back is said to be stopped by an operator, and begins once when its owner wishes', async () => {
    const id = await running();
    await ask(url(), job(id), { method: 'DELETE' });
    await told(id, {
      state: 'stopped',
      reason: { code: 'stopped-by-operator' },
    });
    expect(await living(id)).toHaveLength(0);
    await ada().post(`/v1/workloads/${id}/restart`).expect(200);
    await isUp(id);
    expect(await runs(near, id)).toHaveLength(2);
    expect(await living(id)).toHaveLength(1);
  });

  it('changes behind our back runs on, once', async () => {
    const id = await running();
    const present = await ask<ChangedJob>(url(), job(id));
    const { TaskGroups } = present;
    // So that Nomad has to begin it anew.
    TaskGroups[0].Tasks[0].Env = { MORE: 'of an operator' };
    await ask(url(), '/jobs', {
      method: 'POST',
      body: JSON.stringify({ Job: { ...present, Priority: 60, TaskGroups } }),
    });
    await eventually(
      async () => expect(await runs(near, id)).toHaveLength(2),
      60,
    );
    await isUp(id);
    // The one before it may still be ending.
    await eventually(async () => expect(await living(id)).toHaveLength(1), 60);
  });

  it.each([2, 0])(
    'tells Nomad to run %s times is one run again',
    async count => {
      const id = await running();
      const pid = await pidOf(engines[0], id);
      const present = await ask<ChangedJob>(url(), job(id));
      const { TaskGroups } = present;
      TaskGroups[0].Count = count;
      await ask(url(), '/jobs', {
        method: 'POST',
        body: JSON.stringify({ Job: { ...present, TaskGroups } }),
      });
      await eventually(async () => {
        const kept = await ask<ChangedJob>(url(), job(id));
        expect(kept.TaskGroups[0].Count).toBe(1);
        expect(kept.JobModifyIndex).toBeGreaterThan(present.JobModifyIndex);
      }, 60);
      await eventually(
        async () => expect(await living(id)).toHaveLength(1),
        60,
      );
      await isUp(id);
      // Of two, the one goes on that was there.
      expect((await pidOf(engines[0], id)) === pid).toBe(count === 2);
    },
  );

  it('takes a run away from begins anew, once', async () => {
    const id = await running();
    const [{ ID }] = await living(id);
    await ask(url(), `/allocation/${ID}/stop`, { method: 'PUT' });
    await eventually(async () => {
      const [now, ...others] = await living(id);
      expect(others).toEqual([]);
      expect(now.ID).not.toBe(ID);
    }, 60);
    await isUp(id);
    await pidOf(engines[0], id);
  });
});
