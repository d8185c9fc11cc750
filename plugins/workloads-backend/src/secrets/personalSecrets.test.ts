import { mockServices } from '@backstage/backend-test-utils';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createShelf,
  KeptSecrets,
  put,
  startWorkloads,
  type Portal,
} from '../__testUtils__';
import { reader } from '../__testUtils__/sideTasks';
import { DatabaseChores } from '../database';
import { LaunchSecrets } from './LaunchSecrets';

const VALUE = `canary "\${x}" {{ y }}\nü`;
const ada = 'user:default/ada';

let portal: Portal;
const kept = new KeptSecrets();
beforeAll(async () => {
  const shelf = createShelf();
  const tool = structuredClone(reader);
  const named = { name: 'hub', from: 'hub-token' };
  Object.assign(tool.workload, { secrets: [named, { name: 'own' }] });
  put(shelf, 'reader', tool);
  const asking = structuredClone(tool);
  const asked = { name: 'api', title: 'Key of the API', given: true };
  Object.assign(asking.workload, { secrets: [named, asked] });
  put(shelf, 'asking', asking);
  portal = await startWorkloads({ shelf, features: [kept.feature()] });
});
afterAll(() => portal.stop());
beforeEach(() => {
  kept.own[ada] = { 'hub-token': VALUE };
  kept.expired.clear();
  kept.ofLaunches.clear();
});

/** Everything that could be read of a workload by whoever may read it. */
async function seenOf(id: string) {
  const seen = portal.as('ada');
  return JSON.stringify([
    portal.engine.submitted(id)?.spec,
    (await seen.get(`/v1/workloads/${id}`)).body,
    (await seen.get(`/v1/workloads/${id}/events`)).body,
    await portal.knex('workloads').select(),
    await portal.knex('workload_events').select(),
    portal.heard,
  ]);
}

describe('a secret that a manifest names', () => {
  it('comes to the engine from who launches it, and stands nowhere else', async () => {
    const me = portal.as('ada');
    const { body } = await me.launch({}, { tool: 'reader' }).expect(201);
    await me.until(body.id, 'running');
    const { spec, secrets } = portal.engine.submitted(body.id)!;
    expect(secrets).toEqual({ hub: VALUE });
    expect(spec.secrets).toMatchObject([
      { from: 'hub-token' },
      { name: 'own' },
    ]);
    expect(kept.uses.at(-1)).toEqual({
      ownerRef: ada,
      name: 'hub-token',
      workloadId: body.id,
      community: 'default',
    });
    expect(await seenOf(body.id)).not.toContain('canary');
  });

  it('keeps it from starting for who has none, or an expired one, and says what to do', async () => {
    const me = portal.as('ada');
    delete kept.own[ada];
    const refused = await me.launch({}, { tool: 'reader' }).expect(409);
    expect(refused.body.error).toMatchObject({
      code: 'SECRET_NEEDED',
      cause: expect.stringContaining("'hub-token'"),
    });
    kept.own[ada] = { 'hub-token': VALUE };
    kept.expired.add('hub-token');
    const over = await me.launch({}, { tool: 'reader' }).expect(409);
    expect(over.body.error).toMatchObject({ code: 'SECRET_EXPIRED' });
    const form = await me.get(
      '/v1/launch-form?entityRef=aitool:default/reader',
    );
    expect(form.body.secrets).toEqual([
      { name: 'hub', from: 'hub-token', isRequired: false, state: 'expired' },
    ]);
    // One that is given for this launch does instead.
    const request = { secrets: { hub: 'canary 1' } };
    const options = { tool: 'reader', request };
    const { body } = await me.launch({}, options).expect(201);
    await me.until(body.id, 'running');
    expect(portal.engine.submitted(body.id)!.secrets).toEqual({
      hub: 'canary 1',
    });
  });

  it('is a reason to fail when it is gone at a restart', async () => {
    const me = portal.as('ada');
    const { body } = await me.launch({}, { tool: 'reader' }).expect(201);
    await me.until(body.id, 'running');
    delete kept.own[ada];
    await me.post(`/v1/workloads/${body.id}/restart`).expect(200);
    const { reason } = await me.until(body.id, 'failed');
    expect(reason).toMatchObject({
      code: 'secret-missing',
      nextStep: expect.stringContaining("'hub-token'"),
    });
  });
});

describe('a secret that is given with a launch', () => {
  it('is kept for that workload alone, comes again when it restarts, and goes with it', async () => {
    const me = portal.as('ada');
    const options = { tool: 'asking', request: { secrets: { api: VALUE } } };
    const { body } = await me.launch({}, options).expect(201);
    await me.until(body.id, 'running');
    expect(kept.ofLaunches.get(body.id)).toEqual({ api: VALUE });
    const given = () => portal.engine.submitted(body.id)!.secrets;
    expect(given()).toEqual({ hub: VALUE, api: VALUE });
    expect(await seenOf(body.id)).not.toContain('canary');
    expect(JSON.stringify(body)).not.toContain('canary');

    kept.ofLaunches.set(body.id, { api: 'rotated' });
    await me.post(`/v1/workloads/${body.id}/restart`).expect(200);
    await expect.poll(given).toMatchObject({ api: 'rotated' });
    await me.until(body.id, 'running');

    await me.delete(`/v1/workloads/${body.id}`).expect(204);
    await expect.poll(() => kept.ofLaunches.size).toBe(0);
  });

  it('is there once for all of an array, until the last of them is gone', async () => {
    const me = portal.as('ada');
    const request = { secrets: { api: VALUE }, array: { count: 2 } };
    const options = { tool: 'asking', request };
    const { body } = await me.launch({}, options).expect(201);
    expect([...kept.ofLaunches.keys()]).toEqual([body.group.id]);
    const { body: list } = await me.get(`/v1/workloads?group=${body.group.id}`);
    const [one, other] = list.items as { id: string }[];
    const givenTo = ({ id }: { id: string }) =>
      portal.engine.submitted(id)?.secrets;
    await expect
      .poll(() => [one, other].map(givenTo))
      .toMatchObject([{ api: VALUE }, { api: VALUE }]);
    await me.delete(`/v1/workloads/${one.id}`).expect(204);
    await expect
      .poll(async () => (await me.get(`/v1/workloads/${one.id}`)).status)
      .toBe(404);
    expect(kept.ofLaunches.size).toBe(1);
    await me.delete(`/v1/workloads/${other.id}`).expect(204);
    await expect.poll(() => kept.ofLaunches.size).toBe(0);
  });

  it('is asked for by name, and no other is taken', async () => {
    const me = portal.as('ada');
    const missing = await me.launch({}, { tool: 'asking' }).expect(400);
    expect(missing.body.error).toMatchObject({
      code: 'WRONG_SECRETS',
      problems: [
        {
          path: 'secrets.api',
          message: "It needs a value for 'Key of the API'",
        },
      ],
    });
    const secrets = { api: VALUE, own: 'canary', 'storage-secrets': 'canary' };
    const strange = await me
      .launch({}, { tool: 'asking', request: { secrets } })
      .expect(400);
    expect(strange.body.error.problems).toHaveLength(2);
    expect(strange.text).not.toContain('canary');
    const request = { secrets: { api: 7 } };
    const shape = await me.launch({}, { tool: 'asking', request });
    expect(shape.status).toBe(400);
    expect(kept.ofLaunches.size).toBe(0);
  });

  it('goes within hours where a portal that is no more has left it', async () => {
    const launchSecrets = new LaunchSecrets({
      personal: kept,
      store: { launchesAmong: async () => new Set(['living']) },
      chores: new DatabaseChores(portal.knex),
      logger: mockServices.logger.mock(),
    });
    for (const [id, minutes] of Object.entries({
      ...{ living: 120, left: 120, 'just-begun': 30 },
    })) {
      const at = Date.now() - minutes * 60_000;
      kept.ofLaunches.set(id, { api: VALUE });
      kept.since.set(id, new Date(at).toISOString());
    }
    await portal.knex('chores').where({ name: 'clear-secrets' }).delete();
    await launchSecrets.clear();
    expect([...kept.ofLaunches.keys()]).toEqual(['living', 'just-begun']);
  });

  it('leaves nothing behind when nothing comes of the launch, or the store fails half-way', async () => {
    const me = portal.as('ada');
    const recorded = await portal.knex('workloads').pluck('id');
    kept.failing = 'keep';
    const options = { tool: 'asking', request: { secrets: { api: VALUE } } };
    await me.launch({}, options).expect(500);
    kept.failing = undefined;
    expect(kept.ofLaunches.size).toBe(0);
    const nowhere = { ...options, siteId: 'nowhere' };
    expect((await me.launch({}, nowhere)).status).toBeGreaterThan(399);
    expect(kept.ofLaunches.size).toBe(0);
    expect(await portal.knex('workloads').pluck('id')).toEqual(recorded);
  });
});
