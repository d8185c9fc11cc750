import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  PASSWORD,
  signInAt,
  startService,
  TOKEN,
  USER,
  type LocalService,
} from '../__testUtils__/services';
import {
  refOf,
  startAccounts,
  type Portal,
} from '../__testUtils__/startAccounts';

/** In all places where what is secret must not be. */
function assertKeepsQuiet(text: unknown): void {
  const seen = typeof text === 'string' ? text : JSON.stringify(text);
  for (const secret of [PASSWORD, TOKEN]) {
    expect(seen).not.toContain(secret);
    expect(seen).not.toContain(JSON.stringify(secret).slice(1, -1));
  }
}

describe('linked services', () => {
  let portal: Portal;
  const services: LocalService[] = [];
  beforeEach(async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'accounts-'));
    portal = await startAccounts({
      keyFile: path.join(folder, 'key'),
      allowedHosts: ['127.0.0.1'],
    });
  });
  afterEach(async () => {
    await portal.stop();
    for (const service of services.splice(0)) await service.stop();
  });

  async function start(id: string) {
    const started = await startService(id);
    services.push(started.service);
    return started;
  }
  const link = (name: string, body: object) =>
    portal.as(name).post('/accounts').send(body);
  const accountsOf = async (name: string) =>
    (await portal.as(name).get('/accounts').expect(200)).body.items;

  it('are linked when they let one in, and what is secret is shown to nobody', async () => {
    const { service, values } = await start('webdav');
    const { body } = await link('ada', { service: 'webdav', values }).expect(
      201,
    );
    expect(body).toMatchObject({
      ...{ id: 'webdav', kind: 'storage', title: 'WebDAV', user: USER },
      url: service.url,
      values: { url: service.url, user: USER },
      health: { state: 'working', checkedAt: expect.stringMatching(/Z$/) },
    });
    expect(await accountsOf('ada')).toEqual([body]);
    expect(await accountsOf('max')).toEqual([]);
    const tables = ['linked_accounts', 'stored_secrets'];
    for (const table of tables) {
      assertKeepsQuiet(await portal.knex(table).select());
    }
    assertKeepsQuiet([body, portal.heard]);
    expect(portal.heard.audits).toMatchObject([
      { what: 'account-link:succeeded', meta: { service: 'webdav' } },
    ]);
    expect(await portal.accounts.list(refOf('ada'))).toMatchObject({
      items: [{ id: 'webdav', kind: 'storage', health: { state: 'working' } }],
    });
    expect(
      await portal.accounts.remote(refOf('ada'), 'webdav', 'read'),
    ).toEqual({
      type: 'webdav',
      options: { url: service.url, vendor: 'other', user: USER },
      secrets: { pass: PASSWORD },
    });
    expect(
      await portal.accounts.remote(refOf('max'), 'webdav', 'read'),
    ).toBeUndefined();
  });

  it('are not linked when they do not, and one is told why and what to do', async () => {
    const { values } = await start('webdav');
    const wrong = { ...values, password: `${PASSWORD} not` };
    const { body } = await link('ada', {
      service: 'webdav',
      values: wrong,
    }).expect(400);
    expect(body.error).toMatchObject({
      code: 'NOT_LINKED',
      trouble: 'refused',
      message: expect.stringContaining('does not let you in'),
      nextStep: expect.stringContaining('password'),
    });
    assertKeepsQuiet([body, portal.heard]);
    expect(await accountsOf('ada')).toEqual([]);
    expect(await portal.knex('stored_secrets').select()).toEqual([]);
    await services[0].stop();
    services.length = 0;
    const away = await link('ada', { service: 'webdav', values }).expect(503);
    expect(away.body.error).toMatchObject({ trouble: 'away' });
  });

  it.each([
    [{}, /url is missing.*user is missing/],
    [{ url: 'ftp://x', user: 'a', password: 'b' }, /values.url has to be/],
    [{ url: 'http://a:b@x', user: 'a', password: 'b' }, /without a password/],
    [{ url: 'http://x', user: 'a', password: 'b', x: 'y' }, /x is not known/],
    [{ url: 'http://x', user: 'a'.repeat(600), password: 'b' }, /longer/],
  ])('say which field is wrong (%#)', async (values, said) => {
    const wish = { service: 'webdav', values };
    const { body } = await link('ada', wish).expect(400);
    expect(body.error.code).toBe('ACCOUNT_VALUES');
    expect(body.error.message).toMatch(said);
  });

  it('lead into no private network that the operator has not allowed', async () => {
    const wish = {
      service: 'webdav',
      values: { url: 'http://[::1]:7007/', user: 'a', password: 'b' },
    };
    const { body } = await link('ada', wish).expect(400);
    expect(body.error).toMatchObject({ trouble: 'private' });
  });

  it('are one when the same is linked twice at once, with what is new', async () => {
    const { values } = await start('webdav');
    const wish = { service: 'webdav', values };
    const answers = await Promise.all([1, 2, 3].map(() => link('ada', wish)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(await accountsOf('ada')).toHaveLength(1);
    expect(await portal.knex('stored_secrets').select()).toHaveLength(1);
    const remote = await portal.accounts.remote(refOf('ada'), 'webdav', 'read');
    expect(remote?.secrets).toEqual({ pass: PASSWORD });
  });

  it('have names of their own: one more of a kind is another', async () => {
    for (const id of ['webdav', 'webdav-2']) {
      const { values } = await start('webdav');
      const { body } = await link('ada', { service: 'webdav', values });
      expect(body.id).toBe(id);
    }
    const { values } = await start('webdav');
    for (const name of ['webdav', 'home']) {
      const wish = { service: 'webdav', values, name };
      const { body } = await link('ada', wish).expect(409);
      expect(body.error.code).toBe('ACCOUNT_NAME_TAKEN');
    }
  });

  it('are linked again with another password, and keep what was said before', async () => {
    const { service, values } = await start('webdav');
    await link('ada', { service: 'webdav', values }).expect(201);
    const ada = portal.as('ada');
    const wrong = { values: { password: 'wrong' } };
    await ada.put('/accounts/webdav').send(wrong).expect(400);
    const kept = await portal.accounts.remote(refOf('ada'), 'webdav', 'read');
    expect(kept?.secrets).toEqual({ pass: PASSWORD });
    const right = { values: { password: PASSWORD } };
    const { body } = await ada.put('/accounts/webdav').send(right).expect(200);
    expect(body.values).toEqual({ url: service.url, user: USER });
    expect(await portal.knex('stored_secrets').select()).toHaveLength(1);
  });

  it('are asked again whenever one wants to know, and say why they fail', async () => {
    const { service, values } = await start('webdav');
    await link('ada', { service: 'webdav', values }).expect(201);
    const verify = async () => {
      const place = '/accounts/webdav/verification';
      return (await portal.as('ada').post(place).expect(200)).body.health;
    };
    service.instead = { status: 401 };
    expect(await verify()).toMatchObject({ state: 'failing' });
    expect((await accountsOf('ada'))[0].health.trouble).toBe('refused');
    service.instead = { status: 500 };
    expect(await verify()).toMatchObject({ state: 'unknown', trouble: 'away' });
    service.instead = undefined;
    expect(await verify()).toMatchObject({ state: 'working' });
    service.instead = 'nothing';
    const late = await portal.accounts.verify(refOf('ada'), 'webdav', {
      withinMs: 100,
    });
    expect(late).toMatchObject({ state: 'unknown', trouble: 'away' });
  });

  it('are forgotten with what is secret of them when they are unlinked', async () => {
    const { values } = await start('webdav');
    await link('ada', { service: 'webdav', values }).expect(201);
    await portal.as('max').delete('/accounts/webdav').expect(404);
    await portal.as('ada').delete('/accounts/webdav').expect(204);
    expect(await accountsOf('ada')).toEqual([]);
    expect(await portal.knex('stored_secrets').select()).toEqual([]);
    await portal.as('ada').delete('/accounts/webdav').expect(404);
  });

  it('are linked by signing in there, where the service has such', async () => {
    const { service } = await start('nextcloud');
    const ada = portal.as('ada');
    const wish = { service: 'nextcloud', url: `${service.url}/` };
    const { body: begun } = await ada.post('/logins').send(wish).expect(201);
    const goOn = (name: string) => portal.as(name).post(`/logins/${begun.id}`);
    expect((await goOn('ada').expect(200)).body.state).toBe('waiting');
    await goOn('max').expect(404);
    signInAt(begun.url);
    const { body } = await goOn('ada').expect(200);
    expect(body).toMatchObject({
      state: 'linked',
      account: { id: 'nextcloud', user: 'ada', url: service.url },
    });
    assertKeepsQuiet([begun, body, portal.heard]);
    await goOn('ada').expect(404);
    expect(await portal.knex('stored_secrets').select()).toHaveLength(1);
    const remote = await portal.accounts.remote(
      refOf('ada'),
      'nextcloud',
      'read',
    );
    expect(remote?.secrets).toEqual({ pass: PASSWORD });
  });

  it('are there again after a restart, and not without the key', async () => {
    const { values } = await start('webdav');
    await link('ada', { service: 'webdav', values }).expect(201);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'accounts-'));
    const other = await startAccounts({
      knex: portal.knex,
      keyFile: path.join(folder, 'other'),
    });
    const { items } = await other.accounts.list(refOf('ada'));
    expect(items).toMatchObject([{ id: 'webdav' }]);
    await expect(
      other.accounts.remote(refOf('ada'), 'webdav', 'read'),
    ).rejects.toMatchObject({ code: 'SECRET_STORE_AWAY' });
    await other.stop();
  });

  it('are for whose tier grants it alone', async () => {
    await portal.as('nobody').get('/accounts').expect(401);
    for (const name of ['dora', 'sam']) {
      const { body } = await portal.as(name).get('/accounts').expect(403);
      expect(body.error.nextStep).toBeTruthy();
    }
  });
});
