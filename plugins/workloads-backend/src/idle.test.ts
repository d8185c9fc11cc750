import { once } from 'node:events';
import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Doorstep,
  eventually,
  MailServer,
  startWorkloads,
  type Portal,
} from './__testUtils__';

/** Hours, as short as a test can wait for. */
const SECOND = 1 / 3600;
const idle = { afterHours: 2 * SECOND, graceHours: 1.5 * SECOND };
const config = { usage: { everySeconds: 0.2 }, idle };

let mail: MailServer;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  mail = await MailServer.start();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await mail.stop();
});

async function start(options: Parameters<typeof startWorkloads>[0] = {}) {
  const portal = await startWorkloads({
    ...options,
    config: { ...config, ...mail.config, ...options.config },
  });
  closing.push(portal.stop);
  return portal;
}

/** Of the two, Nia has a mail address, and Ada may launch more than two. */
async function launched(portal: Portal, who = 'ada'): Promise<string> {
  const person = portal.as(who);
  const { body } = await person.launch().expect(201);
  await person.until(body.id, 'running');
  return body.id;
}

const get = async (portal: Portal, id: string, who = 'ada') =>
  (await portal.as(who).get(`/v1/workloads/${id}`).expect(200)).body;

const warned = (
  portal: Portal,
  id: string,
  { warnings = 1, who = 'ada' } = {},
) =>
  eventually(async () => {
    const { idle: told } = await get(portal, id, who);
    expect(told).toMatchObject({ warnings });
    return told;
  });

describe('what nobody uses', () => {
  it('is warned of twice, then stopped, and says why; a restart begins anew', async () => {
    const portal = await start();
    const id = await launched(portal);
    const first = await warned(portal, id);
    expect(Date.parse(first.stopsAt)).toBeGreaterThan(Date.now());
    expect(first.files).toBe('kept');
    const last = await warned(portal, id, { warnings: 2 });
    expect(last.since).toBe(first.since);
    const stopped = await portal.as('ada').until(id, 'stopped');
    expect(stopped.reason).toMatchObject({
      code: 'idle',
      nextStep: expect.stringContaining('Restart'),
    });
    expect(stopped).not.toHaveProperty('idle');
    const earliest = Date.parse(first.since) + 5000;
    expect(Date.parse(stopped.changedAt)).toBeGreaterThanOrEqual(earliest);
    expect(portal.heard.audits).toContainEqual({
      what: 'workload-idle-stop:succeeded',
      meta: expect.objectContaining({ workloadId: id }),
    });
    const signalled = portal.heard.signals.flatMap(({ signal }) =>
      signal.kind === 'changed' ? signal.workload.idle?.warnings ?? [] : [],
    );
    expect(new Set(signalled)).toEqual(new Set([1, 2]));
    await portal.as('ada').post(`/v1/workloads/${id}/restart`).expect(200);
    const again = await portal.as('ada').until(id, 'running');
    expect(again).not.toHaveProperty('idle');
  });

  it('is told by mail, each time once, also when two portals look and one is started anew', async () => {
    const first = await start();
    const second = await start({ engine: first.engine, knex: first.knex });
    const id = await launched(first, 'nia');
    await warned(second, id, { who: 'nia' });
    const third = await start({ engine: first.engine, knex: first.knex });
    await third.as('nia').until(id, 'stopped');
    await eventually(() => expect(mail.mails).toHaveLength(3));
    const subjects = mail.mails.map(
      ({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1],
    );
    expect(subjects).toEqual([
      'Nobody uses it: Hello',
      'Nobody uses it, last warning: Hello',
      'Stopped, because nobody used it: Hello',
    ]);
    expect(mail.mails[0].raw).toContain(
      'It will be stopped, with its files kept, at',
    );
    expect(mail.mails[0].raw).toContain(
      `To keep it running, open its page: http://portal.example/workloads/${id}`,
    );
    const events = await third.as('nia').get(`/v1/workloads/${id}/events`);
    const states = events.body.items.map(
      (line: { state: string }) => line.state,
    );
    expect(states.filter((state: string) => state === 'stopping')).toHaveLength(
      1,
    );
  });

  it.each([
    ['lost', false, 'and its files are then lost, at'],
    ['saved', true, 'where you have room, a snapshot is taken before, at'],
  ])(
    'is told that its files are %s where its site keeps none',
    async (files, snapshot, words) => {
      const engine = new InMemoryWorkloadEngine({ keepsFiles: false });
      const portal = await start({
        engine,
        config: { ...config, idle: { ...idle, snapshot } },
      });
      const id = await launched(portal, 'nia');
      const told = await get(portal, id, 'nia');
      expect(told).toMatchObject({ keepsFiles: false, takesSnapshots: true });
      expect(await warned(portal, id, { who: 'nia' })).toMatchObject({ files });
      await eventually(() => expect(mail.mails).not.toEqual([]));
      // Long lines are broken for mail.
      expect(mail.mails[0].raw.replace(/=\r\n/g, '')).toContain(words);
    },
  );

  it('is not what works, what ends by itself, or what nobody could look at', async () => {
    const portal = await start();
    const seen = new Set<string>();
    const ask = portal.engine.usage.bind(portal.engine);
    portal.engine.usage = ids => ask(ids.filter(id => seen.has(id)));
    const unseen = await launched(portal);
    const [works, unused] = [await launched(portal), await launched(portal)];
    const request = { variant: 'batch' };
    const script = { text: 'sleep 1d' };
    const ada = portal.as('ada');
    const batch = await ada.launch({ script }, { tool: 'scripted', request });
    portal.engine.use(works, { cpuCores: 0.5 });
    seen.add(works).add(unused).add(batch.body.id);
    await ada.until(unused, 'stopped');
    for (const id of [works, unseen, batch.body.id]) {
      expect(await get(portal, id)).not.toHaveProperty('idle');
    }
  });

  it('is warned of no more when it is used again', async () => {
    const portal = await start();
    const id = await launched(portal, 'nia');
    await warned(portal, id, { who: 'nia' });
    portal.engine.use(id, { cpuCores: 1 });
    await eventually(async () =>
      expect(await get(portal, id, 'nia')).not.toHaveProperty('idle'),
    );
    portal.engine.use(id, { cpuCores: 0 });
    await warned(portal, id, { who: 'nia' });
    await eventually(() => expect(mail.mails).toHaveLength(2));
  });

  it('is kept running for as long as I say, and then begins to count', async () => {
    const portal = await start();
    const [kept, unused] = [await launched(portal), await launched(portal)];
    await warned(portal, kept);
    const ada = portal.as('ada');
    const snooze = (hours: unknown, who = ada, id = kept) =>
      who.post(`/v1/workloads/${id}/snooze`).send({ hours });
    const { body } = await snooze(12 * SECOND).expect(200);
    expect(body.idle).toEqual({
      warnings: 0,
      files: 'kept',
      snoozedUntil: expect.any(String),
    });
    await ada.until(unused, 'stopped');
    expect((await get(portal, kept)).state).toBe('running');
    await warned(portal, kept);
    expect(Date.now()).toBeGreaterThan(Date.parse(body.idle.snoozedUntil));
    expect(portal.heard.audits).toContainEqual({
      what: 'workload-snooze:succeeded',
      meta: expect.objectContaining({ workloadId: kept }),
    });

    await snooze(0).expect(400);
    await snooze(169).expect(400);
    await snooze('1').expect(400);
    await snooze(1, portal.as('nia')).expect(404);
    const conflict = await snooze(1, ada, unused).expect(409);
    expect(conflict.body.error.code).toBe('STATE_CONFLICT');
  });

  it('is saved before it is stopped where its operator wants that, and stopped without where there is no room', async () => {
    const portal = await start({
      config: {
        ...config,
        idle: { ...idle, snapshot: true },
        snapshots: { bytesEach: 5000 },
      },
    });
    const small = await launched(portal);
    const large = await launched(portal);
    portal.engine.leave(small, 'notes.txt', 'x'.repeat(1000));
    portal.engine.leave(large, 'data.bin', 'x'.repeat(9000));
    portal.engine.snapshots.manual = true;
    const ada = portal.as('ada');
    await ada.until(large, 'stopped');
    const snapshots = async () =>
      (await ada.get('/v1/snapshots').expect(200)).body.items;
    const [snapshot] = await eventually(async () => {
      const items = await snapshots();
      expect(items).toMatchObject([{ workloadId: small, state: 'saving' }]);
      return items;
    });
    expect((await get(portal, small)).state).toBe('running');
    portal.engine.snapshots.finish(snapshot.id);
    const stopped = await ada.until(small, 'stopped');
    expect(stopped.reason.code).toBe('idle');
    expect(await snapshots()).toMatchObject([
      { id: snapshot.id, state: 'complete' },
    ]);
  });

  it('is stopped nowhere where its operator does not want it, and there is nothing to put off', async () => {
    const portal = await startWorkloads({
      config: { usage: { everySeconds: 0.2 } },
    });
    closing.push(portal.stop);
    const id = await launched(portal);
    const { body } = await portal
      .as('ada')
      .post(`/v1/workloads/${id}/snooze`)
      .send({ hours: 1 })
      .expect(409);
    expect(body.error.code).toBe('NOTHING_TO_SNOOZE');
  });
});

describe('what is used through the gateway', () => {
  let at: Doorstep;
  beforeEach(async () => {
    at = await Doorstep.create({ config });
    closing.push(() => at.close());
  });

  const idleOf = async (id: string) =>
    (await at.portal.as('ada').get(`/v1/workloads/${id}`)).body.idle;

  it('is in use while requests come, and while something is carried by an open connection', async () => {
    const [visited, connected, unused] = [
      await at.running(),
      await at.running(),
      await at.running(),
    ];
    await at.enter(visited);
    await at.enter(connected);
    at.program.answer = (_request, response) => response.end('hello');
    const { socket } = await at.browser.connect(connected.url);
    await eventually(async () => {
      await at.browser.visit(visited.url);
      socket!.write('still here');
      expect(await idleOf(unused.id)).toBeDefined();
    });
    expect(await idleOf(visited.id)).toBeUndefined();
    expect(await idleOf(connected.id)).toBeUndefined();
    socket!.destroy();
    await once(socket!, 'close').catch(() => {});
    // A connection that is gone is no use any more.
    await eventually(async () =>
      expect(await idleOf(connected.id)).toBeDefined(),
    );
  });
});
