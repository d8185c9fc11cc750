import type { Test as SuperTest } from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  eventually,
  Following,
  startWorkloads,
  type Portal,
} from './__testUtils__';

describe('my workloads', () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await startWorkloads();
  });
  afterEach(() => portal.stop());

  /** The id of a workload of Ada's that runs. */
  async function running(): Promise<string> {
    const ada = portal.as('ada');
    const { body } = await ada.launch().expect(201);
    await ada.until(body.id, 'running');
    return body.id;
  }

  it('are listed newest first, page by page, and only mine', async () => {
    const ada = portal.as('ada');
    const titles = ['one', 'two', 'three', 'four', 'five'];
    for (const title of titles) await ada.launch({ general: { title } });
    await portal.as('max').launch({ general: { title: 'Of Max' } });

    const seen: string[] = [];
    let cursor = '';
    do {
      const next = cursor && `&cursor=${cursor}`;
      const { body } = await ada
        .get(`/v1/workloads?limit=2${next}`)
        .expect(200);
      expect(body.totalItems).toBe(5);
      seen.push(...body.items.map((item: { title: string }) => item.title));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual([...titles].reverse());

    const all = await ada.get('/v1/workloads').expect(200);
    expect(all.body.items).toHaveLength(5);
    expect(all.body).not.toHaveProperty('nextCursor');
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'cursor=abc']) {
      const { body } = await ada.get(`/v1/workloads?${query}`).expect(400);
      expect(body.error.message).toMatch(/limit|cursor/);
    }
  });

  it('do not exist for anybody else, on any route', async () => {
    const id = await running();
    const max = portal.as('max');
    const olga = portal.as('olga');
    const missing = '01939f5e-0000-7000-8000-000000000000';
    for (const other of [max, olga]) {
      for (const which of [id, missing, 'no-id', '%00', '%27%20OR%201=1']) {
        const at = `/v1/workloads/${which}`;
        const answers = [
          await other.get(at),
          await other.get(`${at}/events`),
          await other.get(`${at}/logs`),
          await other.get(`${at}/logs/follow`),
          await other.post(`${at}/stop`),
          await other.post(`${at}/restart`),
          await other.post(`${at}/endpoints/web/ticket`),
          await other.delete(at),
        ];
        for (const { status, body } of answers) {
          expect(status).toBe(404);
          expect(body.error.code).toBe('WORKLOAD_NOT_FOUND');
        }
      }
      const { body } = await other.get('/v1/workloads');
      expect(body).toMatchObject({ items: [], totalItems: 0 });
    }
    await portal.as('mallory').get(`/v1/workloads/${id}`).expect(404);
    await portal.as('mallory').get('/v1/workloads').expect(403);
    await portal.as('nobody').get(`/v1/workloads/${id}`).expect(401);
    await portal.as('a service').get(`/v1/workloads/${id}`).expect(403);
    await portal.as('ada').until(id, 'running');
  });

  it('tell what happened to them', async () => {
    const id = await running();
    const ada = portal.as('ada');
    await ada.post(`/v1/workloads/${id}/stop`).expect(200);
    await ada.until(id, 'stopped');
    const { body } = await ada.get(`/v1/workloads/${id}/events`).expect(200);
    const states = body.items.map((item: { state: string }) => item.state);
    expect(states).toEqual([
      'queued',
      'starting',
      'running',
      'stopping',
      'stopped',
    ]);
    const times = body.items.map((item: { at: string }) => item.at);
    expect(times).toEqual([...times].sort());
  });

  it('show what they wrote, from the end or from anywhere', async () => {
    const ada = portal.as('ada');
    const { body } = await ada.launch({}, { tool: 'chatty' }).expect(201);
    await ada.until(body.id, 'completed');
    const at = `/v1/workloads/${body.id}/logs`;
    const whole = await ada.get(`${at}?offset=0&maxBytes=1000000`).expect(200);
    expect(whole.body).toMatchObject({
      task: 'greeter',
      truncated: false,
      nextOffset: Buffer.byteLength(whole.body.text),
    });
    const end = await ada.get(`${at}?maxBytes=128`).expect(200);
    expect(whole.body.text.endsWith(end.body.text)).toBe(true);
    expect(end.body.text).toHaveLength(128);
    const other = await ada.get(`${at}?task=nothing`).expect(404);
    expect(other.body.error).toMatchObject({
      code: 'TASK_NOT_FOUND',
      cause: 'It has greeter',
    });
    await ada.get(`${at}?maxBytes=1048577`).expect(400);
    await ada.get(`${at}?offset=-1`).expect(400);

    // Follows to the end, when it has ended.
    const followed = await ada.get(`${at}/follow?offset=0`).expect(200);
    expect(followed.headers['content-type']).toContain('x-ndjson');
    expect(textOf(followed.text)).toBe(whole.body.text);
  });

  it('let me follow what they write, to their last word', async () => {
    const id = await running();
    const ada = portal.as('ada');
    const following = ada
      .get(`/v1/workloads/${id}/logs/follow?offset=0`)
      .then();
    portal.engine.write(id, 'one\n');
    await new Promise(resolve => setTimeout(resolve, 700));
    // Its engine goes away for a while; that is no end.
    portal.engine.lose();
    await new Promise(resolve => setTimeout(resolve, 700));
    portal.engine.find();
    portal.engine.write(id, 'two\n');
    portal.engine.observe(id, {
      state: 'completed',
      reason: { code: 'ended-by-itself', message: 'It has ended.' },
    });
    const { text } = await following;
    expect(textOf(text)).toBe('listening\none\ntwo\n');
  });

  it('end a follow when they are deleted', async () => {
    const id = await running();
    const ada = portal.as('ada');
    const log = new Following(ada.get(`/v1/workloads/${id}/logs/follow`));
    await log.says('listening');
    await ada.delete(`/v1/workloads/${id}`).expect(204);
    await log.ended;
    expect(textOf(log.text)).toBe('listening\n');
  });

  it('let one person follow 20 logs at a time, and free a place when one goes away', async () => {
    const id = await running();
    const ada = portal.as('ada');
    const at = `/v1/workloads/${id}/logs/follow`;
    // What is refused takes no place.
    await ada.get(`${at}?task=nothing`).expect(404);
    const open = [await follow(ada.get(at))];
    while (open.length < 20) open.push(await follow(ada.get(at)));
    const refused = await ada.get(at).expect(429);
    expect(refused.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect(refused.body.error).toMatchObject({
      code: 'TOO_MANY_LOG_STREAMS',
      message: expect.stringContaining('20'),
      nextStep: expect.any(String),
    });
    const max = portal.as('max');
    const { body } = await max.launch().expect(201);
    await max.until(body.id, 'running');
    open.push(await follow(max.get(`/v1/workloads/${body.id}/logs/follow`)));

    open[0].abort();
    await eventually(async () => {
      const next = await follow(ada.get(at));
      expect(next.status).toBe(200);
      open.push(next);
    });
    await ada.get(at).expect(429);

    // A portal that stops does not wait for those who still follow.
    await portal.stop();
    portal = await startWorkloads();
  });

  it('have an empty log before their engine has heard of them', async () => {
    portal.engine.delay('submit', 300);
    const { body } = await portal.as('ada').launch();
    const { body: log } = await portal
      .as('ada')
      .get(`/v1/workloads/${body.id}/logs`)
      .expect(200);
    expect(log).toMatchObject({ text: '', nextOffset: 0 });
  });

  it('stop and start again with a higher generation', async () => {
    const id = await running();
    const ada = portal.as('ada');
    const stopping = await ada.post(`/v1/workloads/${id}/stop`).expect(200);
    expect(stopping.body).toMatchObject({ state: 'stopping', desired: 'stop' });
    const stopped = await ada.until(id, 'stopped');
    expect(stopped).not.toHaveProperty('endsAt');
    expect(stopped.endpoints[0].ready).toBe(false);

    const restarted = await ada.post(`/v1/workloads/${id}/restart`).expect(200);
    expect(restarted.body).toMatchObject({ state: 'queued', desired: 'run' });
    await ada.until(id, 'running');
    expect(portal.engine.submitted(id)).toMatchObject({ generation: 2 });

    await ada.post(`/v1/workloads/${id}/restart`).expect(200);
    await eventually(() =>
      expect(portal.engine.submitted(id)).toMatchObject({ generation: 3 }),
    );
    await ada.until(id, 'running');
  });

  it('refuse what makes no sense in their state, and say what would', async () => {
    const id = await running();
    const ada = portal.as('ada');
    await ada.post(`/v1/workloads/${id}/stop`).expect(200);
    await ada.until(id, 'stopped');
    const { body } = await ada.post(`/v1/workloads/${id}/stop`).expect(409);
    expect(body.error).toMatchObject({
      code: 'STATE_CONFLICT',
      cause: 'Possible now: restart, delete',
      nextStep: expect.any(String),
    });
    await ada.post(`/v1/workloads/${id}/endpoints/web/ticket`).expect(409);
  });

  it('are gone when I delete them, however often I ask', async () => {
    const id = await running();
    const ada = portal.as('ada');
    portal.engine.delay('remove', 1000);
    await ada.delete(`/v1/workloads/${id}`).expect(204);
    await ada.delete(`/v1/workloads/${id}`).expect(204);
    await ada.post(`/v1/workloads/${id}/restart`).expect(409);
    await eventually(() => ada.get(`/v1/workloads/${id}`).expect(404));
    expect(await portal.engine.list()).toEqual([]);
    expect(portal.heard.signals.at(-1)).toEqual({
      to: 'user:default/ada',
      signal: { kind: 'deleted', id },
    });
  });

  it('have a way in for a browser and for programs', async () => {
    const id = await running();
    const ada = portal.as('ada');
    const { body } = await ada
      .post(`/v1/workloads/${id}/endpoints/web/ticket`)
      .expect(200);
    expect(body.url).toMatch(
      /^http:\/\/hello-\w{6}-web\.apps\.localhost:7008\/\.astrolabe\/open\?ticket=/,
    );
    expect(body.token).toMatch(/^ast_/);
    const none = await ada
      .post(`/v1/workloads/${id}/endpoints/door/ticket`)
      .expect(404);
    expect(none.body.error).toMatchObject({
      code: 'ENDPOINT_NOT_FOUND',
      cause: 'It has web, api',
    });
  });

  it('leave a trace of who did what, and whether it worked', async () => {
    const id = await running();
    const ada = portal.as('ada');
    await ada.post(`/v1/workloads/${id}/endpoints/web/ticket`).expect(200);
    await ada.post(`/v1/workloads/${id}/stop`).expect(200);
    await ada.until(id, 'stopped');
    await ada.post(`/v1/workloads/${id}/restart`).expect(200);
    await portal.as('max').post(`/v1/workloads/${id}/stop`).expect(404);
    await ada.until(id, 'running');
    await ada.delete(`/v1/workloads/${id}`).expect(204);
    await ada.launch({ general: { mode: 'wild' } }).expect(400);
    const of = { meta: { workloadId: id } };
    const launch = { meta: { entityRef: 'aitool:default/greeter' } };
    expect(portal.heard.audits).toEqual([
      { what: 'workload-launch:succeeded', ...launch },
      { what: 'workload-open:succeeded', ...of },
      { what: 'workload-stop:succeeded', ...of },
      { what: 'workload-restart:succeeded', ...of },
      { what: 'workload-stop:failed', ...of },
      { what: 'workload-delete:succeeded', ...of },
      { what: 'workload-launch:failed', ...launch },
    ]);
  });

  it('are signalled to me alone at each change', async () => {
    const id = await running();
    const { signals } = portal.heard;
    expect(new Set(signals.map(({ to }) => to))).toEqual(
      new Set(['user:default/ada']),
    );
    const states = signals.map(({ signal }) =>
      signal.kind === 'changed' ? signal.workload.state : signal.kind,
    );
    expect(states).toEqual(['queued', 'starting', 'running']);
    const last = signals.at(-1)!.signal;
    const { body } = await portal.as('ada').get(`/v1/workloads/${id}`);
    const { request, ...told } = body;
    expect(JSON.parse(JSON.stringify(last))).toEqual({
      kind: 'changed',
      workload: told,
    });
  });

  it('find out what is free', async () => {
    const { body } = await portal.as('nia').get('/v1/capacity').expect(200);
    expect(body.items).toMatchObject([
      { siteId: 'local', title: 'In memory', free: { cpuCores: 64 } },
    ]);
    await portal.as('mallory').get('/v1/capacity').expect(403);
  });

  it('are described for everybody who writes a client', async () => {
    const { body } = await portal.as('nobody').get('/openapi.json').expect(200);
    expect(Object.keys(body.paths)).toContain(
      '/api/workloads/v1/workloads/{id}/endpoints/{endpoint}/ticket',
    );
  });
});

/** Follows a log; resolves when its answer has begun. */
async function follow(asked: SuperTest) {
  const answer = await asked.buffer(false);
  answer.on('error', () => {});
  return { status: answer.status, abort: () => void asked.abort() };
}

function textOf(lines: string): string {
  return lines
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line).text)
    .join('');
}
