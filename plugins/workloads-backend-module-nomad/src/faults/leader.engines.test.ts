import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultyProxy } from '../__testUtils__/FaultyProxy';
import { ask, NomadSetup, type NomadAgent } from '../__testUtils__/NomadSetup';
import {
  eventually,
  launch,
  pidAt,
  pidOf,
  runsOf,
  startRoom,
  type Portal,
} from '../__testUtils__/room';
import type { NomadEngine } from '../engine/NomadEngine';
import { isOver } from '../region/Mirror';

let setup: NomadSetup;
let servers: NomadAgent[];
let proxy: FaultyProxy;
let engine: NomadEngine;
let portal: Portal;

beforeAll(async () => {
  ({ setup, servers } = await NomadSetup.startCluster());
  proxy = await FaultyProxy.start(setup.agent.url);
  engine = setup.engine({ url: proxy.url });
  portal = await startRoom([engine]);
});

afterAll(async () => {
  await portal?.stop();
  await proxy?.close();
  await setup?.dispose();
});

/** The server that leads, as one that lives says. */
async function leader(url = setup.agent.url): Promise<NomadAgent> {
  const address = await ask<string>(url, '/status/leader');
  const http = Number(address.split(':')[1]) - 1;
  return servers.find(each => each.url.endsWith(`:${http}`))!;
}

describe('a region of three servers', () => {
  it('that loses its leader loses nothing, begins nothing twice, and what runs goes on', async () => {
    const ada = portal.as('ada');
    const longRunning = await launch(ada);
    const toStop = await launch(ada);
    const toDelete = await launch(ada);
    for (const id of [longRunning, toStop, toDelete]) {
      await ada.until(id, 'running');
    }
    const target = await engine.endpointTarget(longRunning, 'web');
    const pid = await pidAt(target);
    const launched: string[] = [];
    // Each in turn, so that the portal's own server is killed too.
    for (const act of [
      () => ada.post(`/v1/workloads/${toStop}/stop`).expect(200),
      () => ada.delete(`/v1/workloads/${toDelete}`).expect(204),
    ]) {
      const lost = await leader();
      const [next] = servers.filter(each => each !== lost);
      launched.push(await launch(ada));
      await lost.kill();
      // As whatever stands before several servers does.
      proxy.target = next.url;
      proxy.cut();
      launched.push(await launchSoon());
      await act();
      launched.push(await launchSoon());
      expect(await pidAt(target)).toBe(pid);
      await eventually(
        async () => expect(await leader(next.url)).not.toBe(lost),
        60,
      );
      await lost.start();
    }
    for (const id of [longRunning, ...launched]) await isUpOnce(id);
    expect(await pidOf(engine, longRunning)).toBe(pid);
    await ada.until(toStop, 'stopped');
    await eventually(
      () => ada.get(`/v1/workloads/${toDelete}`).expect(404),
      60,
    );
    const living = await ask<{ ClientStatus: never; JobID: string }[]>(
      setup.agent.url,
      '/allocations',
    );
    const jobs = living
      .filter(each => !isOver(each as never))
      .map(({ JobID }) => JobID);
    expect(jobs.sort()).toEqual(
      [longRunning, ...launched].map(id => `astrolabe-${id}`).sort(),
    );
  });
});

/** A form can be sent when it is known what there is; somebody who is told otherwise tries again. */
async function launchSoon(): Promise<string> {
  const key = crypto.randomUUID();
  const { body } = await eventually(
    () => portal.as('ada').launch({}, { tool: 'answering', key }).expect(201),
    60,
  );
  return body.id;
}

async function isUpOnce(id: string): Promise<void> {
  await eventually(async () => {
    const { body } = await portal.as('ada').get(`/v1/workloads/${id}`);
    expect(body).toMatchObject({
      state: 'running',
      reason: { code: 'ready' },
    });
  }, 60);
  expect(await runsOf(setup.agent.url, id)).toHaveLength(1);
}
