import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startWorkloads, type Portal } from './__testUtils__';

describe('the logs of what has ended', () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await startWorkloads({
      config: { keptLogs: { bytesPerTask: 640 } },
    });
  });
  afterEach(() => portal.stop());

  const keptIn = () => portal.knex('kept_logs').select('task', 'start');

  async function ended(): Promise<string> {
    const ada = portal.as('ada');
    const { body } = await ada.launch({}, { tool: 'chatty' }).expect(201);
    await ada.until(body.id, 'completed');
    await eventually(async () => expect(await keptIn()).toHaveLength(1));
    return body.id;
  }

  it('can be read when its engine has forgotten it, and when it does not answer', async () => {
    const ada = portal.as('ada');
    const id = await ended();
    const logs = (query = '') => ada.get(`/v1/workloads/${id}/logs${query}`);
    const before = (await logs('?maxBytes=128').expect(200)).body;
    expect(before.text).toContain('.199\n');

    portal.engine.lose();
    expect((await logs('?maxBytes=128').expect(200)).body).toEqual(before);
    portal.engine.find();
    portal.engine.forget(id);
    expect((await logs('?maxBytes=128').expect(200)).body).toEqual(before);
    // 200 lines of 64 bytes were said, and the last ten are kept.
    expect((await logs('?offset=0').expect(200)).body).toMatchObject({
      truncated: true,
      nextOffset: 12_800,
      text: expect.stringMatching(/^\.+191\n/),
    });
    const middle = (await logs('?offset=12300&maxBytes=64').expect(200)).body;
    expect(middle).toMatchObject({ truncated: false, nextOffset: 12_364 });
    expect((await logs('?offset=12800').expect(200)).body.text).toBe('');
    const all = await ada.get(`/v1/workloads/${id}/logs/follow?offset=12224`);
    expect(all.text).toContain('.192\\n');
    expect((await ada.get(`/v1/workloads/${id}`)).body.state).toBe('completed');
  });

  it('are kept by the next portal when this one ended too early', async () => {
    const ada = portal.as('ada');
    portal.engine.delay('logs', 100);
    const { body } = await ada.launch({}, { tool: 'chatty' }).expect(201);
    await ada.until(body.id, 'completed');
    const { engine, knex, shelf } = portal;
    await portal.stopPortal();
    await knex('kept_logs').delete();
    await knex('workloads').update({ logs_generation: 0 });
    engine.failNext('logs', new Error('Not now'));
    portal = await startWorkloads({ engine, knex, shelf });
    await eventually(async () => expect(await keptIn()).toHaveLength(1));
  });

  it('are kept though those of another cannot be read', async () => {
    for (let count = 0; count < 2; count++) {
      const { body } = await portal.as('ada').launch({}, { tool: 'chatty' });
      await portal.as('ada').until(body.id, 'completed');
    }
    const { engine, knex, shelf } = portal;
    await portal.stopPortal();
    await knex('kept_logs').delete();
    await knex('workloads').update({ logs_generation: 0 });
    engine.failNext('logs', new Error('Not this one'));
    // So seldom that nothing is kept by a second try.
    const config = { resyncSeconds: 600, keptLogs: { bytesPerTask: 640 } };
    portal = await startWorkloads({ engine, knex, shelf, config });
    await eventually(async () => expect(await keptIn()).toHaveLength(1));
  });

  it('are kept with what reaches them late, on a busy node', async () => {
    const ada = portal.as('ada');
    const said = portal.engine.logs.bind(portal.engine);
    let looks = 0;
    portal.engine.logs = async (...asked) =>
      ++looks > 2 ? said(...asked) : { ...(await said(...asked)), text: '' };
    const { body } = await ada.launch({}, { tool: 'chatty' }).expect(201);
    await ada.until(body.id, 'completed');
    await eventually(async () =>
      expect(await keptIn()).toEqual([{ task: 'greeter', start: 12_160 }]),
    );
  });

  it('are replaced by those of the next run, and go when it is deleted', async () => {
    const ada = portal.as('ada');
    const id = await ended();
    await ada.post(`/v1/workloads/${id}/restart`).expect(200);
    await eventually(async () =>
      expect(await keptIn()).toEqual([{ task: 'greeter', start: 24_960 }]),
    );
    await ada.delete(`/v1/workloads/${id}`).expect(204);
    await eventually(async () => expect(await keptIn()).toEqual([]));
  });

  it('are of no concern to anybody else', async () => {
    const id = await ended();
    portal.engine.forget(id);
    await portal.as('max').get(`/v1/workloads/${id}/logs`).expect(404);
  });
});
