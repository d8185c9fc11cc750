import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  eventually,
  mailOf,
  MailServer,
  startWorkloads,
  type Portal,
} from './__testUtils__';

const inHours = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000).toISOString();
const why = 'New power supplies';
/** Soon, so that even what ends by itself lives into it. */
const soon = () => ({
  siteId: 'local',
  from: inHours(0.1),
  until: inHours(6),
  why,
});

describe('the planned downtime of a site', () => {
  let mail: MailServer;
  let portal: Portal;
  beforeEach(async () => {
    mail = await MailServer.start();
    portal = await startWorkloads({ config: mail.config });
  });
  afterEach(async () => {
    await portal.stop();
    await mail.stop();
  });

  const operator = () => portal.as('olga');
  const announce = (change: object = {}, who = operator()) =>
    who.post('/v1/downtimes').send({ ...soon(), ...change });
  const listed = async (query = '', who = portal.as('nia')) =>
    (await who.get(`/v1/downtimes${query}`).expect(200)).body;

  it('is told to all, and to those whom it hits by mail, once each', async () => {
    const nia = portal.as('nia');
    for (const _ of [1, 2]) {
      const { body } = await nia.launch().expect(201);
      await nia.until(body.id, 'running');
    }
    const { body } = await announce().expect(201);
    expect(body).toMatchObject({ siteTitle: 'In memory', why });
    expect(await listed()).toEqual({ items: [body], mayAnnounce: false });
    expect((await listed('', operator())).mayAnnounce).toBe(true);
    const { body: capacity } = await nia.get('/v1/capacity').expect(200);
    expect(capacity.items[0].downtimes).toEqual([body]);
    await eventually(() => expect(mail.mails).toHaveLength(1));
    const [{ to, raw }] = mail.mails;
    expect(to).toEqual([mailOf('nia')]);
    expect(raw).toMatch(/^Subject: Planned downtime: In memory\r$/m);
    expect(raw).toContain(why);
    expect(raw).toContain('Your workloads there: 2');
    expect(portal.heard.audits).toContainEqual({
      what: 'downtime-announce:succeeded',
      meta: expect.objectContaining({ siteId: 'local' }),
    });

    await operator().delete(`/v1/downtimes/${body.id}`).expect(200);
    await eventually(() => expect(mail.mails).toHaveLength(2));
    expect(mail.mails[1].raw).toContain('There will be no downtime');
    expect((await listed()).items).toEqual([]);
    expect((await listed('?history=true')).items).toMatchObject([
      { id: body.id, cancelledAt: expect.any(String) },
    ]);
    await operator().delete(`/v1/downtimes/${body.id}`).expect(404);
  });

  it('is told to nobody whose work is over by then or who wants no mail', async () => {
    const nia = portal.as('nia');
    const { body } = await nia.launch().expect(201);
    await nia.until(body.id, 'running');
    await nia.post(`/v1/workloads/${body.id}/stop`).expect(200);
    await nia.until(body.id, 'stopped');
    await announce().expect(201);
    expect(await portal.knex('downtime_notices')).toEqual([]);
    await nia.launch().expect(201);
    await nia
      .put('/v1/notices')
      .send({ afterSeconds: null, mail: true, language: 'en' })
      .expect(200);
    await announce().expect(201);
    expect(await portal.knex('downtime_notices')).toEqual([]);
  });

  it('is announced and taken back by operators alone', async () => {
    for (const name of ['ada', 'nia']) {
      const refused = await announce({}, portal.as(name)).expect(403);
      expect(refused.body.error).toMatchObject({
        code: 'PERMISSION_DENIED',
        nextStep: expect.stringContaining("'operator'"),
      });
    }
    await announce({}, portal.as('nobody')).expect(401);
    await portal.as('nobody').get('/v1/downtimes').expect(401);
    const { body } = await announce().expect(201);
    await portal.as('ada').delete(`/v1/downtimes/${body.id}`).expect(403);
    expect((await listed()).items).toHaveLength(1);
  });

  it.each([
    ['ends before it begins', { until: inHours(0.05) }, 'BAD_DOWNTIME'],
    ['is over', { from: inHours(-9), until: inHours(-8) }, 'BAD_DOWNTIME'],
    ['takes a year', { until: inHours(24 * 365) }, 'BAD_DOWNTIME'],
    ['is at no time', { from: 'next tuesday' }, 'BAD_DOWNTIME'],
    ['is nowhere', { siteId: 'atlantis' }, 'UNKNOWN_SITE'],
    ['has no reason', { why: '  ' }, undefined],
    ['has a reason without end', { why: 'x'.repeat(501) }, undefined],
    ['says more than it may', { everybody: true }, undefined],
  ])('is refused when it %s', async (_what, change, code) => {
    const { body } = await announce(change).expect(400);
    if (code) expect(body.error.code).toBe(code);
    expect((await listed()).items).toEqual([]);
  });

  it('keeps nobody from launching there', async () => {
    await announce({ from: inHours(-1) }).expect(201);
    const { body } = await portal.as('nia').launch().expect(201);
    await portal.as('nia').until(body.id, 'running');
  });

  it('vanishes when it is over, and stays in the history', async () => {
    await announce({ from: inHours(-1), until: inHours(1) }).expect(201);
    await portal.knex('downtimes').update({ until_at: inHours(-0.1) });
    expect((await listed()).items).toEqual([]);
    expect((await listed('?history=true')).items).toHaveLength(1);
  });
});
