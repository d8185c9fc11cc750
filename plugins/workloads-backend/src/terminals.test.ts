import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createShelf,
  put,
  startWorkloads,
  Terminal,
  type Portal,
} from './__testUtils__';
import { reader } from './__testUtils__/sideTasks';

const size = { columns: 80, rows: 24 };

describe('a terminal', () => {
  let portal: Portal;
  let id: string;
  const opened: Terminal[] = [];
  beforeEach(async () => {
    portal = await startWorkloads();
    const { body } = await portal.as('ada').launch().expect(201);
    id = body.id;
    await portal.as('ada').until(id, 'running');
  });
  afterEach(async () => {
    for (const { socket } of opened.splice(0)) socket.terminate();
    await portal.stop();
  });

  const ask = (who = 'ada') =>
    portal.as(who).post(`/v1/workloads/${id}/terminal`).send({});

  async function open(headers?: object): Promise<Terminal> {
    const { body } = await ask().expect(200);
    expect(body.url).toBe('ws://terminal.apps.localhost:7008/');
    const terminal = new Terminal(portal, body.ticket, headers);
    opened.push(terminal);
    return terminal;
  }

  it('carries what I type and what is shown, its size, and how it ends', async () => {
    const terminal = await open();
    terminal.say({ task: 'greeter', ...size });
    await terminal.shows('greeter: shell 80x24');
    terminal.type('ls \xff');
    await terminal.shows('ls \xff');
    terminal.say({ resize: { columns: 100, rows: 30 } });
    await terminal.shows('100x30');
    terminal.type('exit 3');
    expect(await terminal.ends()).toEqual({ ended: { exitCode: 3 } });
    expect(portal.heard.audits).toContainEqual({
      what: 'workload-terminal:succeeded',
      meta: {
        workloadId: id,
        by: 'user:default/ada',
        task: 'greeter',
        program: 'shell',
      },
    });
  });

  it('runs a program as it is named, and tells the auditor no arguments', async () => {
    const terminal = await open({ origin: 'http://portal.example' });
    const command = ['printenv', '"; $(id) secret'];
    terminal.say({ task: 'greeter', command, ...size });
    await terminal.shows('greeter: printenv "; $(id) secret 80x24');
    expect(JSON.stringify(portal.heard.audits)).not.toContain('secret');
  });

  it('is for its owner, once, and not for pages of others', async () => {
    await ask('max').expect(404);
    await ask('nobody').expect(401);
    const { body } = await ask().expect(200);
    const foreign = { origin: 'http://evil.example' };
    expect(await new Terminal(portal, body.ticket, foreign).refused).toBe(403);
    expect(await new Terminal(portal, 'guessed').refused).toBe(401);
    const first = new Terminal(portal, body.ticket);
    opened.push(first);
    first.say({ task: 'greeter', ...size });
    await first.shows('greeter');
    expect(await new Terminal(portal, body.ticket).refused).toBe(401);
  });

  it('takes no ticket of an endpoint, and gives none', async () => {
    const path = `/v1/workloads/${id}/endpoints/web/ticket`;
    const { body } = await portal.as('ada').post(path).expect(200);
    const ticket = new URL(body.url).searchParams.get('ticket')!;
    expect(await new Terminal(portal, ticket).refused).toBe(401);
    await portal
      .as('ada')
      .post(`/v1/workloads/${id}/endpoints/$terminal/ticket`)
      .expect(404);
  });

  it.each([
    [{ task: 'other', ...size }, /task.*greeter/],
    [{ task: 'greeter', columns: 0, rows: 1 }, /columns/],
    [{ task: 'greeter', ...size, command: [] }, /command/],
    [{ task: 'greeter', ...size, more: 1 }, /more/],
    ['no JSON', /terminal/],
  ])('says what is wrong with %j', async (opening, message) => {
    const terminal = await open();
    terminal.say(opening);
    expect(await terminal.ends()).toMatchObject({
      failed: { message: expect.stringMatching(message) },
    });
  });

  it('is refused while nothing runs, and says why', async () => {
    const terminal = await open();
    await portal.as('ada').post(`/v1/workloads/${id}/stop`).expect(200);
    await portal.as('ada').until(id, 'stopped');
    terminal.say({ task: 'greeter', ...size });
    expect(await terminal.ends()).toMatchObject({
      failed: { code: 'NotFoundError' },
    });
    const { body } = await ask().expect(409);
    expect(body.error.code).toBe('STATE_CONFLICT');
  });

  it('is closed when a message is too large, and there are at most ten', async () => {
    const terminal = await open();
    terminal.say({ task: 'greeter', ...size });
    await terminal.shows('greeter');
    terminal.socket.send(Buffer.alloc(300 * 1024));
    expect(await terminal.refused).toBe(0);
    for (let count = 0; count < 10; count++) {
      const another = await open();
      another.say({ task: 'greeter', ...size });
      await another.shows('greeter');
    }
    expect(await (await open()).refused).toBe(429);
  });
});

describe('a terminal of what is shared', () => {
  it('is for who manages it, beside the secrets of its side tasks, while they do', async () => {
    const shelf = createShelf();
    put(shelf, 'reader', reader);
    const account = {
      ...{ id: 'project', url: 'https://cloud.example/dav', vendor: 'other' },
      ...{ user: 'corals', password: 'secret' },
      people: ['user:default/ada'],
    };
    const portal = await startWorkloads({
      shelf,
      communities: { signIn: { demo: { enabled: true } } },
      others: { auth: { providers: { demo: {} } } },
      config: {
        storage: { accounts: [account] },
        standing: { everySeconds: 0.2, graceSeconds: 0.5 },
      },
    });
    try {
      const [ada, nia] = [portal.as('ada'), portal.as('nia')];
      const storage = { account: 'project' };
      const { body } = await ada.launch({ storage }, { tool: 'reader' });
      await ada.until(body.id, 'running');
      const path = `/v1/workloads/${body.id}`;
      const share = (role: string) =>
        ada
          .put(`${path}/shares`)
          .send({ subjectRef: 'user:default/nia', role })
          .expect(200);
      await share('use');
      const refused = await nia.post(`${path}/terminal`).send({}).expect(403);
      expect(refused.body.error.code).toBe('SHARE_ROLE');
      await share('manage');
      const open = async (person: typeof ada, task: string) => {
        const given = await person
          .post(`${path}/terminal`)
          .send({})
          .expect(200);
        const terminal = new Terminal(portal, given.body.ticket);
        terminal.say({ task, ...size });
        return terminal;
      };
      // The portal's own password is there: not even its owner looks in.
      for (const person of [nia, ada]) {
        const beside = await open(person, 'storage');
        expect(await beside.ends()).toMatchObject({
          failed: { message: expect.stringMatching(/task.*reader/) },
        });
      }
      const [own, theirs] = [
        await open(ada, 'reader'),
        await open(nia, 'reader'),
      ];
      await own.shows('reader: shell');
      await theirs.shows('reader: shell');
      await share('use');
      expect(await theirs.ends()).toMatchObject({
        failed: { code: 'ACCESS_ENDED' },
      });
      own.socket.terminate();
    } finally {
      await portal.stop();
    }
  });
});
