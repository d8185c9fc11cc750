import type { Observation } from '@astrolabe/plugin-workloads-node';
import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import { describe, expect, it } from 'vitest';
import { eventually } from '../__testUtils__';
import {
  at,
  failed,
  FIRST,
  launch,
  MODULE,
  runOf,
  SECOND,
  startFollowed,
  THIRD,
} from './__testUtils__/followed';

const up: Partial<Observation> = { state: 'running', endpoints: [] };

/** Longer than it takes to begin with another commit. */
const rest = () => new Promise(resolve => setTimeout(resolve, 500));

/** It has begun with the second commit, and not come up. */
async function amidUpdate() {
  const engine = new InMemoryWorkloadEngine({ manual: true });
  const { portal, ada, modules } = await startFollowed({ engine });
  const { id } = (await launch(portal).expect(201)).body;
  const begins = (run: string) =>
    eventually(() => expect(runOf(portal, id)).toBe(run));
  await begins(`1 --revision=${FIRST}`);
  engine.observe(id, up);
  await ada.until(id, 'running');
  modules.set(MODULE, at(SECOND));
  await begins(`2 --revision=${SECOND}`);
  return { ...{ ada, begins, engine, id, modules, portal } };
}

describe('amid an update', () => {
  it('it is stopped, stays so, and tries the update again when it is restarted', async () => {
    const { ada, begins, engine, id, modules, portal } = await amidUpdate();
    await ada.post(`/v1/workloads/${id}/stop`).expect(200);
    await ada.until(id, 'stopped');
    modules.set(MODULE, at(THIRD));
    await rest();
    expect(runOf(portal, id)).toBe(`2 --revision=${SECOND}`);
    await ada.post(`/v1/workloads/${id}/restart`).expect(200);
    await begins(`3 --revision=${SECOND}`);
    // That has never come up: what it goes back to is what had.
    engine.observe(id, failed);
    await begins(`4 --revision=${FIRST}`);
    const { body } = await ada.get(`/v1/workloads/${id}`);
    expect(body.follow).toMatchObject({ refused: { commit: SECOND } });
  });

  it('it is deleted, and nothing of it begins again', async () => {
    const { ada, engine, id, modules } = await amidUpdate();
    await ada.delete(`/v1/workloads/${id}`).expect(204);
    modules.set(MODULE, at(THIRD));
    await eventually(() => expect(engine.submitted(id)).toBeUndefined());
    await rest();
    expect(engine.submitted(id)).toBeUndefined();
    await ada.get(`/v1/workloads/${id}`).expect(404);
  });

  it.each([
    ['has come up', up, `2 --revision=${SECOND}`],
    ['has failed', failed, `3 --revision=${FIRST}`],
  ])(
    'following is switched off: that update comes to its end, and no other begins once it %s',
    async (_, observation, run) => {
      const { ada, begins, engine, id, modules, portal } = await amidUpdate();
      const where = `/v1/workloads/${id}/follow`;
      await ada.put(where).send({ isOn: false }).expect(200);
      engine.observe(id, observation);
      await begins(run);
      engine.observe(id, up);
      const commit = run.slice(-FIRST.length);
      await eventually(async () => {
        const { body } = await ada.get(`/v1/workloads/${id}`);
        const { state, follow } = body;
        expect({ state, ...follow }).toMatchObject({
          ...{ state: 'running', isOn: false, commit },
        });
        expect(follow).not.toHaveProperty('trying');
      });
      modules.set(MODULE, at(THIRD));
      await rest();
      expect(runOf(portal, id)).toBe(run);
    },
  );
});
