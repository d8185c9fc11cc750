import { defaultNotices } from '@astrolabe/plugin-workloads-common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  eventually,
  MailServer,
  mailOf,
  startWorkloads,
  type Portal,
} from './__testUtils__';

const always = { afterSeconds: 0, mail: true, language: 'en' };

let mail: MailServer;
const portals: Portal[] = [];

beforeEach(async () => {
  mail = await MailServer.start();
});
afterEach(async () => {
  for (const portal of portals.splice(0)) await portal.stop();
  await mail.stop();
});

async function start(options: Parameters<typeof startWorkloads>[0] = {}) {
  const config = { ...mail.config, ...options.config };
  const portal = await startWorkloads({ ...options, config });
  portals.push(portal);
  return portal;
}

const mails = (count: number) =>
  eventually(() => {
    expect(mail.mails).toHaveLength(count);
    return mail.mails;
  });

/** Long enough for a second mail, if there were one. */
const aWhile = () => new Promise(resolve => setTimeout(resolve, 1200));

describe('a notice', () => {
  it('comes by mail when my workload is ready, with its name and the way to it, and nothing else of it', async () => {
    const nia = (await start()).as('nia');
    await nia.put('/v1/notices').send(always).expect(200);
    const general = { title: 'Hello', greeting: 'classified' };
    const { body } = await nia.launch({ general }).expect(201);
    const [{ to, raw }] = await mails(1);
    expect(to).toEqual([mailOf('nia')]);
    expect(raw).toContain('From: Astrolabe <portal@portal.example>');
    expect(raw).toMatch(/^Subject: Ready: Hello\r$/m);
    expect(raw).toContain(`http://portal.example/workloads/${body.id}`);
    expect(raw).toContain('http://portal.example/preferences');
    expect(raw).not.toContain('classified');
  });

  it('comes once of all that I launched together, when the last has ended', async () => {
    const nia = (await start()).as('nia');
    await nia.put('/v1/notices').send(always).expect(200);
    const request = { variant: 'batch', array: { count: 2 } };
    const script = { text: 'exit 0' };
    await nia.launch({ script }, { tool: 'scripted', request }).expect(201);
    const [{ raw }] = await mails(1);
    expect(raw).toMatch(/^Subject: Done: /m);
    expect(raw).toContain('All that were launched together have ended: 2');
    await aWhile();
    await mails(1);
  });

  it('is in the language that I chose', async () => {
    const nia = (await start()).as('nia');
    const wish = { ...always, language: 'es' };
    await nia.put('/v1/notices').send(wish).expect(200);
    await nia.launch();
    const [{ raw }] = await mails(1);
    expect(raw).toMatch(/^Subject: Disponible: Hello\r$/m);
  });

  it('comes once for each run, also when it failed', async () => {
    const { engine, as } = await start();
    const nia = as('nia');
    await nia.put('/v1/notices').send(always).expect(200);
    const { body } = await nia.launch();
    await mails(1);
    await nia.post(`/v1/workloads/${body.id}/restart`).expect(200);
    await mails(2);
    const reason = { code: 'exited-with-error', message: 'It fell' } as const;
    engine.observe(body.id, { state: 'failed', reason });
    expect((await mails(3))[2].raw).toMatch(/^Subject: Failed: Hello/m);
    await aWhile();
    await mails(3);
  });

  it('does not come of what took less than I said, of what I stopped, or when I want none', async () => {
    const nia = (await start()).as('nia');
    const launchAndStop = async () => {
      const { body } = await nia.launch().expect(201);
      await nia.until(body.id, 'running');
      await nia.post(`/v1/workloads/${body.id}/stop`).expect(200);
      await nia.until(body.id, 'stopped');
    };
    await launchAndStop();
    for (const wish of [{ afterSeconds: null }, { mail: false }]) {
      await nia.put('/v1/notices').send({ ...always, ...wish });
      await launchAndStop();
    }
    await aWhile();
    await mails(0);
  });

  it('does not go to somebody whose address the catalogue does not know', async () => {
    const portal = await start();
    const ada = portal.as('ada');
    await ada.put('/v1/notices').send(always).expect(200);
    const { body } = await ada.launch();
    await ada.until(body.id, 'running');
    await eventually(async () =>
      expect(
        await portal.knex('notices').where({ channel: 'mail' }).first('due_at'),
      ).toEqual({
        due_at: null,
      }),
    );
    await mails(0);
  });

  it('does not come when it is no news any more, as where mail was switched on late', async () => {
    const off = await startWorkloads();
    const nia = off.as('nia');
    await nia.put('/v1/notices').send(always).expect(200);
    const { body } = await nia.launch().expect(201);
    await nia.until(body.id, 'running');
    const { knex, engine, shelf } = off;
    const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString();
    await knex('notices').update({ at: yesterday });
    await off.stopPortal();
    const owed = () =>
      knex('notices').where({ channel: 'mail' }).whereNotNull('due_at');
    expect(await owed()).toHaveLength(1);
    await start({ knex, engine, shelf });
    await eventually(async () => expect(await owed()).toHaveLength(0));
    expect(mail.mails).toEqual([]);
  });

  it('comes once when the mail server was away, and what it refuses is given up', async () => {
    const nia = (await start()).as('nia');
    await nia.put('/v1/notices').send(always).expect(200);
    const { port } = mail;
    await mail.stop();
    const { body } = await nia.launch();
    await nia.until(body.id, 'running');
    await aWhile();
    mail = await MailServer.start({ port });
    await mails(1);
    await aWhile();
    await mails(1);

    mail.refusal = { code: 451, message: 'Later' };
    await nia.post(`/v1/workloads/${body.id}/restart`).expect(200);
    await eventually(() => expect(mail.tries).toBeGreaterThan(2));
    mail.refusal = { code: 550, message: 'Never' };
    const { tries } = mail;
    await eventually(() => expect(mail.tries).toBeGreaterThan(tries));
    const last = mail.tries;
    mail.refusal = undefined;
    await aWhile();
    expect(mail.tries).toBe(last);
    await mails(1);
  });
});

describe('what I was told in the portal', () => {
  const inboxOf = async (person: ReturnType<Portal['as']>) =>
    (await person.get('/v1/notices/inbox').expect(200)).body;

  it('is there once, with mail or without, until I have read it; and mine alone', async () => {
    const portal = await start({ config: { notices: {} } });
    const [nia, ada] = [portal.as('nia'), portal.as('ada')];
    const wish = { ...always, mail: false };
    await nia.put('/v1/notices').send(wish).expect(200);
    const { body } = await nia.launch().expect(201);
    await nia.until(body.id, 'running');
    const told = await eventually(async () => {
      const inbox = await inboxOf(nia);
      expect(inbox.items).toHaveLength(1);
      return inbox;
    });
    expect(told).toEqual({
      items: [
        {
          workloadId: body.id,
          title: 'Hello',
          kind: 'ready',
          at: expect.any(String),
          isRead: false,
        },
      ],
      unread: 1,
    });
    expect(await inboxOf(ada)).toEqual({ items: [], unread: 0 });
    const reason = { code: 'exited-with-error', message: 'It fell' } as const;
    portal.engine.observe(body.id, { state: 'failed', reason });
    await eventually(async () =>
      expect(await inboxOf(nia)).toMatchObject({
        items: [{ kind: 'failed' }, { kind: 'ready' }],
        unread: 2,
      }),
    );

    const read = (who = nia, until = told.items[0].at) =>
      who.post('/v1/notices/inbox/read').send({ until });
    await read(ada, new Date().toISOString()).expect(204);
    expect((await inboxOf(nia)).unread).toBe(2);
    await read().expect(204);
    expect(await inboxOf(nia)).toMatchObject({
      items: [
        { kind: 'failed', isRead: false },
        { kind: 'ready', isRead: true },
      ],
      unread: 1,
    });
    await read(nia, 'yesterday').expect(400);
    await portal.as('nobody').get('/v1/notices/inbox').expect(401);
    await portal.as('mallory').get('/v1/notices/inbox').expect(403);
    await nia.delete(`/v1/workloads/${body.id}`).expect(204);
    await eventually(async () =>
      expect(await inboxOf(nia)).toEqual({ items: [], unread: 0 }),
    );
  });

  it('is nothing when I want to be told of nothing', async () => {
    const nia = (await start()).as('nia');
    await nia.put('/v1/notices').send({ ...always, afterSeconds: null });
    const { body } = await nia.launch().expect(201);
    await nia.until(body.id, 'running');
    expect(await inboxOf(nia)).toEqual({ items: [], unread: 0 });
  });
});

describe('how I want to be told', () => {
  it('is by mail after ten minutes until I say otherwise, and mine alone', async () => {
    const portal = await start();
    const [nia, ada] = [portal.as('nia'), portal.as('ada')];
    const mine = await nia.get('/v1/notices').expect(200);
    expect(mine.body).toEqual({
      ...defaultNotices,
      sendsMail: true,
      mailAddress: mailOf('nia'),
    });
    const wish = { afterSeconds: null, mail: false, language: 'es' };
    const after = await nia.put('/v1/notices').send(wish).expect(200);
    expect(after.body).toMatchObject(wish);
    const theirs = await ada.get('/v1/notices').expect(200);
    expect(theirs.body).toEqual({ ...defaultNotices, sendsMail: true });
    expect(portal.heard.audits).toContainEqual({
      what: 'notices-set:succeeded',
      meta: {},
    });
    await portal.as('nobody').get('/v1/notices').expect(401);
    await portal.as('a service').put('/v1/notices').send(wish).expect(403);
  });

  it.each([
    [{ ...always, afterSeconds: -1 }, /afterSeconds/],
    [{ ...always, afterSeconds: 2_592_001 }, /afterSeconds/],
    [{ ...always, language: 'xx' }, /language.*en/],
    [{ ...always, address: 'you@elsewhere.example' }, /address|additional/],
    [{ mail: true }, /afterSeconds/],
  ])('is refused with the field when it is %j', async (wish, message) => {
    const nia = (await start()).as('nia');
    const { body } = await nia.put('/v1/notices').send(wish).expect(400);
    expect(JSON.stringify(body)).toMatch(message);
  });

  it('says when this portal sends no mail', async () => {
    const nia = (await start({ config: { notices: {} } })).as('nia');
    const { body } = await nia.get('/v1/notices').expect(200);
    expect(body).toEqual({ ...defaultNotices, sendsMail: false });
  });
});
