import type { Snapshot } from '@astrolabe/plugin-workloads-common';
import { NotFoundError, NotImplementedError } from '@backstage/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually, startWorkloads, type Portal } from './__testUtils__';
import type { StartOptions } from './__testUtils__/startWorkloads';

const portals: Portal[] = [];
async function start(options: StartOptions = {}) {
  const portal = await startWorkloads(options);
  portals.push(portal);
  return portal;
}
afterEach(async () => {
  for (const portal of portals.splice(0)) await portal.stop();
});

/** Something of a person that runs and has a file of so many bytes. */
async function running(portal: Portal, bytes = 1000, who = 'ada') {
  const person = portal.as(who);
  const { body } = await person.launch().expect(201);
  await person.until(body.id, 'running');
  portal.engine.leave(body.id, 'notes.txt', 'x'.repeat(bytes));
  return body.id as string;
}

const take = (
  portal: Portal,
  id: string,
  { who = 'ada', ...body } = {} as { who?: string; title?: string },
) => portal.as(who).post(`/v1/workloads/${id}/snapshots`).send(body);

/** What is in a file of a workload. */
async function text({ engine }: Portal, id: string, path: string) {
  const pieces: Uint8Array[] = [];
  const { content } = await engine.readFile(id, path);
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const list = async (portal: Portal, who = 'ada') =>
  (await portal.as(who).get('/v1/snapshots').expect(200)).body;

const until = (portal: Portal, id: string, state: string) =>
  eventually(async () => {
    const { body } = await portal.as('ada').get(`/v1/snapshots/${id}`);
    expect(body.state).toBe(state);
    return body as Snapshot;
  });

const takes = ({ engine }: Portal) =>
  engine.calls.filter(({ method }) => method === 'takeSnapshot').length;

describe('a snapshot', () => {
  it('is measured, taken once, listed with its size, and told to my pages', async () => {
    const portal = await start();
    const id = await running(portal);
    const ada = portal.as('ada');
    const size = await ada.get(`/v1/workloads/${id}/snapshot-size`).expect(200);
    expect(size.body).toMatchObject({
      bytes: 1000,
      limits: { usedBytes: 0, used: 0, bytesEach: 10 * 1024 ** 3 },
    });
    portal.engine.snapshots.manual = true;
    const [one, other] = await Promise.all([
      take(portal, id, { title: 'Before\nthe change' }).expect(201),
      take(portal, id).expect(201),
    ]);
    expect(other.body.id).toBe(one.body.id);
    const saving = await until(portal, one.body.id, 'saving');
    expect(saving).toMatchObject({
      title: expect.stringMatching(/^(Before the change|Hello)$/),
      bytesBefore: 1000,
      workloadId: id,
      siteTitle: 'In memory',
      reason: { code: 'saving-snapshot' },
    });
    portal.engine.snapshots.finish(one.body.id);
    const whole = await until(portal, one.body.id, 'complete');
    expect(whole).toMatchObject({
      bytes: 1000,
      leftOut: { secrets: 0, unreadable: 0 },
      request: { entityRef: 'aitool:default/greeter' },
    });
    expect(whole).not.toHaveProperty('place');
    const { items, limits } = await list(portal);
    expect(items).toHaveLength(1);
    expect(items[0]).not.toHaveProperty('request');
    expect(limits).toMatchObject({ usedBytes: 1000, used: 1 });
    expect(takes(portal)).toBe(1);
    const told = portal.heard.signals.map(({ signal }) => signal);
    expect(told).toContainEqual(
      expect.objectContaining({
        kind: 'changed',
        snapshot: expect.objectContaining({ state: 'complete' }),
      }),
    );
    expect(portal.heard.audits.map(({ what }) => what)).toContain(
      'snapshot-take:succeeded',
    );
  });

  it('is of its owner alone: for others it does not exist', async () => {
    const portal = await start();
    const id = await running(portal);
    const { body } = await take(portal, id).expect(201);
    await until(portal, body.id, 'complete');
    const max = portal.as('max');
    await max.get(`/v1/workloads/${id}/snapshot-size`).expect(404);
    await take(portal, id, { who: 'max' }).expect(404);
    await max.get(`/v1/snapshots/${body.id}`).expect(404);
    await max.delete(`/v1/snapshots/${body.id}`).expect(404);
    await max.get('/v1/snapshots/nonsense').expect(404);
    expect((await list(portal, 'max')).items).toEqual([]);
    const stolen = await max
      .launch({}, { request: { fromSnapshot: body.id } })
      .expect(404);
    expect(stolen.body.error.code).toBe('SNAPSHOT_NOT_FOUND');
    await portal.as('nobody').get('/v1/snapshots').expect(401);
    await portal.as('a service').get('/v1/snapshots').expect(403);
  });

  it('is what another workload begins with, of the same asset, where it lies', async () => {
    const portal = await start();
    const id = await running(portal);
    const { body } = await take(portal, id).expect(201);
    const early = { fromSnapshot: body.id };
    await until(portal, body.id, 'complete');
    const ada = portal.as('ada');
    const again = await ada.launch({}, { request: early }).expect(201);
    await ada.until(again.body.id, 'running');
    expect(portal.engine.submitted(again.body.id)!.spec.snapshot).toEqual({
      id: body.id,
      place: 'memory',
    });
    const detail = await ada.get(`/v1/workloads/${again.body.id}`);
    expect(detail.body.request.fromSnapshot).toBe(body.id);
    const mismatch = await ada
      .launch({}, { tool: 'chatty', request: early })
      .expect(400);
    expect(mismatch.body.error.code).toBe('SNAPSHOT_MISMATCH');
  });

  it('is what a batch job begins with, and the same tool on other hardware', async () => {
    const portal = await start();
    const ada = portal.as('ada');
    const first = await ada.launch({}, { tool: 'scripted' }).expect(201);
    await ada.until(first.body.id, 'running');
    portal.engine.leave(first.body.id, 'notes.txt', 'mine');
    const { body } = await take(portal, first.body.id).expect(201);
    await until(portal, body.id, 'complete');
    const again = async (values: object, request: object = {}) => {
      const launched = await ada
        .launch(values, {
          tool: 'scripted',
          request: { fromSnapshot: body.id, ...request },
        })
        .expect(201);
      return launched.body.id as string;
    };
    const snapshot = { id: body.id, place: 'memory' };

    const script = { text: 'cat notes.txt\n' };
    const job = await again({ script }, { variant: 'batch' });
    await ada.until(job, 'completed');
    expect(portal.engine.submitted(job)!.spec).toMatchObject({
      snapshot,
      lifetime: { kind: 'batch' },
      tasks: [{ files: [{ path: 'script', content: script.text }] }],
    });
    expect(await text(portal, job, 'notes.txt')).toBe('mine');

    const larger = await again({ hardware: { cores: 4, memory: 8, gpus: 1 } });
    await ada.until(larger, 'running');
    expect(portal.engine.submitted(larger)!.spec).toMatchObject({
      snapshot,
      tasks: [
        {
          resources: {
            cpuCores: 4,
            memoryBytes: 8 * 1024 ** 3,
            gpu: { count: 1, model: 'T4' },
          },
        },
      ],
    });
    expect(await text(portal, larger, 'notes.txt')).toBe('mine');
  });

  it('cannot be begun with before it is complete, nor by what a manifest says', async () => {
    const portal = await start();
    const id = await running(portal);
    portal.engine.snapshots.manual = true;
    const { body } = await take(portal, id).expect(201);
    const ada = portal.as('ada');
    const early = { request: { fromSnapshot: body.id } };
    const refused = await ada.launch({}, early).expect(409);
    expect(refused.body.error.code).toBe('SNAPSHOT_NOT_READY');

    const asset = portal.shelf.get('aitool:default/greeter')!;
    const manifest = structuredClone(asset.spec.manifest) as {
      workload: object;
    };
    Object.assign(manifest.workload, {
      snapshot: { id: body.id, place: 'memory' },
    });
    portal.shelf.set('aitool:default/thief', {
      ...asset,
      entityRef: 'aitool:default/thief',
      spec: { ...asset.spec, manifest },
    } as typeof asset);
    const theft = await portal
      .as('max')
      .launch({}, { tool: 'thief' })
      .expect(201);
    await portal.as('max').until(theft.body.id, 'running');
    const { spec } = portal.engine.submitted(theft.body.id)!;
    expect(spec).not.toHaveProperty('snapshot');
  });

  it('is refused where it is too large, or there is no room, and its place is free when it is deleted', async () => {
    const snapshots = { bytesEach: 1500, bytesPerPerson: 2500, perPerson: 2 };
    const portal = await start({ config: { snapshots } });
    const large = await running(portal, 1501);
    const tooLarge = await take(portal, large).expect(403);
    expect(tooLarge.body.error).toMatchObject({
      code: 'SNAPSHOT_TOO_LARGE',
      cause: '1501 of 1500 bytes',
    });
    const [one, two, three] = [
      await running(portal, 1400),
      await running(portal, 1400),
      await running(portal, 1),
    ];
    const first = await take(portal, one).expect(201);
    await until(portal, first.body.id, 'complete');
    const full = await take(portal, two).expect(403);
    expect(full.body.error).toMatchObject({
      code: 'SNAPSHOT_QUOTA',
      cause: '1400 of 2500 bytes in use, 1400 asked',
    });
    await take(portal, three).expect(201);
    expect((await take(portal, two).expect(403)).body.error.cause).toBe(
      '2 of 2 snapshots',
    );
    await portal.as('ada').delete(`/v1/snapshots/${first.body.id}`).expect(204);
    await eventually(async () => {
      expect((await list(portal)).limits.used).toBe(1);
    });
    await portal.as('ada').get(`/v1/snapshots/${first.body.id}`).expect(404);
    await take(portal, two).expect(201);
  });

  it('that are asked for at the same time never get more room than there is', async () => {
    const snapshots = { bytesEach: 1000, bytesPerPerson: 2500 };
    const portal = await start({ config: { snapshots } });
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => running(portal, 1000)),
    );
    const answers = await Promise.all(ids.map(id => take(portal, id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 201, 403, 403, 403,
    ]);
    expect((await list(portal)).limits.usedBytes).toBe(2000);
  });

  it('that grows beyond the room while it is saved fails, and says so', async () => {
    const snapshots = { bytesEach: 1500, bytesPerPerson: 1500 };
    const portal = await start({ config: { snapshots } });
    const id = await running(portal, 1400);
    portal.engine.snapshots.manual = true;
    const { body } = await take(portal, id).expect(201);
    await until(portal, body.id, 'saving');
    portal.engine.snapshots.finish(body.id, { limitBytes: 1399 });
    expect(await until(portal, body.id, 'failed')).toMatchObject({
      reason: { code: 'snapshot-too-large', nextStep: expect.any(String) },
    });
    expect((await list(portal)).limits).toMatchObject({
      usedBytes: 0,
      used: 0,
    });
  });

  it('waits until another of mine is saved, and is not held up by those of others', async () => {
    const portal = await start();
    portal.engine.snapshots.manual = true;
    const mine = [await running(portal), await running(portal)];
    const [one, two] = [
      (await take(portal, mine[0]).expect(201)).body.id,
      (await take(portal, mine[1]).expect(201)).body.id,
    ];
    await until(portal, one, 'saving');
    const waiting = await eventually(async () => {
      const { body } = await portal.as('ada').get(`/v1/snapshots/${two}`);
      expect(body.reason.text).toBe('saving-snapshot.turn');
      return body;
    });
    expect(waiting.state).toBe('queued');
    const theirs = await running(portal, 10, 'max');
    await take(portal, theirs, { who: 'max' }).expect(201);
    await eventually(async () => {
      expect((await list(portal, 'max')).items[0].state).toBe('saving');
    });
    portal.engine.snapshots.finish(one);
    await until(portal, two, 'saving');
  });

  it('goes on when the portal is started again, and is begun anew where its engine has forgotten it', async () => {
    const first = await start();
    first.engine.snapshots.manual = true;
    const id = await running(first);
    const { body } = await take(first, id).expect(201);
    await until(first, body.id, 'saving');
    await first.stopPortal();
    portals.pop();
    first.engine.snapshots.forget(body.id);
    const { engine, knex } = first;
    const second = await start({ engine, knex });
    await eventually(() => expect(takes(second)).toBe(2));
    engine.snapshots.finish(body.id);
    await until(second, body.id, 'complete');
  });

  it('is tried again when its engine is away, and fails when its workload has ended', async () => {
    const portal = await start();
    const id = await running(portal);
    portal.engine.failNext('takeSnapshot', new Error('cut off'));
    const { body } = await take(portal, id).expect(201);
    await until(portal, body.id, 'complete');
    expect(takes(portal)).toBe(2);

    portal.engine.failNext('takeSnapshot', new NotFoundError('gone'));
    const late = await take(portal, id).expect(201);
    expect(await until(portal, late.body.id, 'failed')).toMatchObject({
      reason: { code: 'snapshot-failed', evidence: 'gone' },
    });
  });

  it('that cannot be deleted now says why, and holds up no other', async () => {
    const portal = await start();
    const [one, two] = [await running(portal), await running(portal)];
    const first = await take(portal, one).expect(201);
    await until(portal, first.body.id, 'complete');
    const refusal = new Error('The registry does not delete it');
    for (let times = 0; times < 50; times++) {
      portal.engine.failNext('removeSnapshot', refusal);
    }
    await portal.as('ada').delete(`/v1/snapshots/${first.body.id}`).expect(204);
    const stuck = await eventually(async () => {
      const { body } = await portal
        .as('ada')
        .get(`/v1/snapshots/${first.body.id}`);
      expect(body.reason.evidence).toBe(refusal.message);
      return body;
    });
    expect(stuck.state).toBe('deleting');
    const second = await take(portal, two).expect(201);
    await until(portal, second.body.id, 'complete');
  });

  it('is not taken of what does not run, or where its engine cannot', async () => {
    const portal = await start();
    const id = await running(portal);
    const cannot = new NotImplementedError('not set up here');
    portal.engine.failNext('measureSnapshot', cannot);
    const unsupported = await portal
      .as('ada')
      .get(`/v1/workloads/${id}/snapshot-size`)
      .expect(501);
    expect(unsupported.body.error).toMatchObject({
      code: 'SNAPSHOTS_UNSUPPORTED',
      cause: 'not set up here',
    });
    await portal.as('ada').post(`/v1/workloads/${id}/stop`).expect(200);
    await portal.as('ada').until(id, 'stopped');
    const { body } = await take(portal, id).expect(409);
    expect(body.error.code).toBe('STATE_CONFLICT');
    expect((await list(portal)).items).toEqual([]);
  });

  it('outlives the workload that it was taken of', async () => {
    const portal = await start();
    const id = await running(portal);
    const { body } = await take(portal, id).expect(201);
    await until(portal, body.id, 'complete');
    await portal.as('ada').delete(`/v1/workloads/${id}`).expect(204);
    await eventually(() =>
      portal.as('ada').get(`/v1/workloads/${id}`).expect(404),
    );
    const again = { request: { fromSnapshot: body.id } };
    const launched = await portal.as('ada').launch({}, again).expect(201);
    await portal.as('ada').until(launched.body.id, 'running');
  });
});
