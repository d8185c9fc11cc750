import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import {
  agreeAt,
  CLIENT,
  OAuthService,
  oauthServices,
  TOKEN,
} from '../../__testUtils__/services';
import {
  refOf,
  startAccounts,
  type Portal,
} from '../../__testUtils__/startAccounts';

describe('signing in at a service', () => {
  const services = new Map<string, OAuthService>();
  let portal: Portal;
  let keyFile: string;
  /** One that is registered at these; the second one is a replica of the first. */
  const startPortal = (registered: string[]) =>
    startAccounts({
      ...{ keyFile, knex: portal?.knex, allowedHosts: ['127.0.0.1'] },
      config: {
        oauth: Object.fromEntries(
          registered.map(id => {
            const { url } = services.get(id)!.local;
            return [id, { ...CLIENT, url }];
          }),
        ),
      },
    });
  beforeAll(async () => {
    for (const id of oauthServices) {
      services.set(id, await OAuthService.start(id));
    }
    keyFile = path.join(
      mkdtempSync(path.join(os.tmpdir(), 'accounts-')),
      'key',
    );
    portal = await startPortal([...services.keys()]);
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const service of services.values()) service.reset();
    await portal.knex('linked_accounts').delete();
  });
  afterAll(async () => {
    await portal.stop();
    for (const { local } of services.values()) await local.stop();
  });

  const start = (id: string) => services.get(id)!;

  async function begin(service: string) {
    const wish = { service };
    const { body } = await portal.as('ada').post('/logins').send(wish);
    return { id: body.id as string, ...(await agreeAt(body.url)) };
  }
  const answer = (name: string, body: object) =>
    portal.as(name).post('/login-answers').send(body);

  async function link(service: string) {
    const { state, code } = await begin(service);
    await answer('ada', { service, state, code }).expect(200);
  }
  const accounts = async () =>
    (await portal.as('ada').get('/accounts').expect(200)).body.items;
  const verify = async (id: string) =>
    (await portal.as('ada').post(`/accounts/${id}/verification`).expect(200))
      .body.health;
  const tokenOf = async (at = portal) => {
    const remote = await at.accounts.remote(refOf('ada'), 'dropbox', 'read');
    return JSON.parse(remote!.secrets.token).access_token as string;
  };
  const later = (minutes: number) =>
    vi.setSystemTime(Date.now() + minutes * 60_000);

  it.each(oauthServices)('links %s, and shows nothing secret', async id => {
    const service = start(id);
    const listed = await portal.as('ada').get('/services').expect(200);
    const byId = (each: { id: string }) => each.id === id;
    expect(listed.body.items.find(byId).signIn).toBe(true);
    const { page, state, code, ...login } = await begin(id);
    expect(page).toBe(`http://portal.example/accounts/signed-in/${id}`);
    const { body } = await answer('ada', {
      ...{ service: id, state, code, iss: 'https://says.who' },
    }).expect(200);
    expect(body).toMatchObject({
      ...{ id, signedIn: true, url: service.local.url },
      user: expect.stringMatching(/^ada/),
      health: { state: 'working' },
    });
    const rows = await portal.knex('linked_accounts').select();
    const stored = await portal.knex('stored_secrets').select();
    const seen = JSON.stringify([body, rows, stored, portal.heard]);
    expect(seen).not.toContain('canary');
    // Whoever waits at a command line sees it, and nobody else does.
    const wait = (name: string) => portal.as(name).post(`/logins/${login.id}`);
    expect((await wait('ada').expect(200)).body).toMatchObject({
      ...{ state: 'linked', account: { id } },
    });
    await wait('max').expect(404);
  });

  it('is offered where the operator has registered the portal, and not elsewhere', async () => {
    const { body } = await portal.as('ada').get('/services').expect(200);
    const offered = body.items
      .filter((each: { signIn: boolean }) => each.signIn)
      .map((each: { id: string }) => each.id);
    expect(offered.sort()).toEqual([...oauthServices].sort());
    const wish = { service: 's3' };
    const { body: failed } = await portal.as('ada').post('/logins').send(wish);
    expect(failed.error.code).toBe('NO_SERVICE_LOGIN');
  });

  it('is the same account when one does it again', async () => {
    await link('github');
    await link('github');
    expect(await accounts()).toHaveLength(1);
  });

  it('is the same account as the one that was linked by hand', async () => {
    const { url } = start('github').local;
    const wish = { service: 'github', values: { url, token: TOKEN } };
    const byHand = await portal.as('ada').post('/accounts').send(wish);
    expect(byHand.status).toBe(201);
    await link('github');
    const all = await accounts();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ id: 'github', signedIn: true });
  });

  it('counts for the person who began, once, with the same proof', async () => {
    const { state, code } = await begin('github');
    const good = { service: 'github', state, code };
    const lost = async (name: string, body: object) => {
      const answered = await answer(name, { ...good, ...body });
      expect(answered.status).toBe(404);
      expect(answered.body.error.code).toBe('LOGIN_NOT_FOUND');
    };
    // Somebody is sent to what another has begun: nothing of theirs is linked.
    await lost('max', {});
    await lost('ada', { state: `${state.split('.')[0]}.wrong` });
    await lost('ada', { state: state.split('.')[0] });
    await lost('ada', { state: 'x' });
    await lost('ada', { service: 'gitlab' });
    const both = await Promise.all([answer('ada', good), answer('ada', good)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    await lost('ada', {});
    expect(await accounts()).toHaveLength(1);
  });

  it('lasts twenty minutes at most', async () => {
    const { state, code } = await begin('github');
    vi.useFakeTimers({ toFake: ['Date'] });
    later(21);
    await answer('ada', { service: 'github', state, code }).expect(404);
  });

  it('links nothing where the person says no, and says so', async () => {
    const { state } = await begin('github');
    const no = { service: 'github', state, error: 'access_denied' };
    const { body } = await answer('ada', no).expect(400);
    expect(body.error).toMatchObject({
      code: 'LOGIN_DENIED',
      nextStep: expect.stringContaining('Begin again'),
    });
    await answer('ada', no).expect(404);
    expect(await accounts()).toEqual([]);
  });

  const refusal = { json: { error: 'invalid_grant' } };
  it.each([
    ['an endless wait', { instead: 'nothing', trouble: 'away' }],
    ['an error', { instead: { status: 502, text: 'oh' }, trouble: 'away' }],
    ['no', { instead: { status: 400, ...refusal }, trouble: 'expired' }],
    ['no token', { instead: { json: { x: 'canary' } }, trouble: 'unclear' }],
    ['a page', { instead: { text: '<p>canary</p>' }, trouble: 'unclear' }],
  ] as const)(
    'says what it was when the service gives %s',
    async (_what, { instead, trouble }) => {
      const service = start('hugging-face');
      const { state, code } = await begin('hugging-face');
      const headers = { 'content-type': 'application/json' };
      service.local.instead =
        instead === 'nothing' ? instead : { headers, ...instead };
      const said = { service: 'hugging-face', state, code };
      const status = trouble === 'away' ? 503 : 400;
      const { body } = await answer('ada', said).expect(status);
      expect(body.error).toMatchObject({ code: 'NOT_LINKED', trouble });
      expect(JSON.stringify([body, portal.heard])).not.toContain('canary');
      expect(await accounts()).toEqual([]);
    },
    30_000,
  );

  it('is renewed before it ends, once, however many need it', async () => {
    const service = start('dropbox');
    service.lastsSeconds = 3600;
    await link('dropbox');
    const other = await startPortal([...services.keys()]);
    const before = await tokenOf();
    vi.useFakeTimers({ toFake: ['Date'] });
    later(29);
    expect(await tokenOf()).toBe(before);
    expect(service.renewals).toBe(0);
    later(2);
    const tokens = await Promise.all(
      [portal, other, portal, other].map(tokenOf),
    );
    expect(service.renewals).toBe(1);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(before);
    expect(await verify('dropbox')).toMatchObject({ state: 'working' });
    const remote = await portal.accounts.remote(
      refOf('ada'),
      'dropbox',
      'read',
    );
    expect(JSON.stringify(remote)).not.toMatch(/canary-(refresh|client)/);
    await other.stop();
  });

  it('is renewed when the service lets it in no more before its time', async () => {
    const service = start('dropbox');
    service.lastsSeconds = 3600;
    await link('dropbox');
    const before = await tokenOf();
    service.forgetAccess();
    expect(await verify('dropbox')).toMatchObject({ state: 'working' });
    expect(await tokenOf()).not.toBe(before);
  });

  it('has to be done again when it is taken back, and the service is asked no more', async () => {
    const service = start('dropbox');
    service.lastsSeconds = 3600;
    await link('dropbox');
    service.forgetAll();
    vi.useFakeTimers({ toFake: ['Date'] });
    later(59);
    const ended = { code: 'ACCOUNT_ENDED' };
    await expect(tokenOf()).rejects.toMatchObject(ended);
    await expect(tokenOf()).rejects.toMatchObject(ended);
    expect(service.renewals).toBe(1);
    expect(await verify('dropbox')).toMatchObject({
      ...{ state: 'expired', trouble: 'expired' },
      reason: 'The sign-in at Dropbox has ended',
    });
    await link('dropbox');
    expect(await accounts()).toMatchObject([
      { id: 'dropbox', health: { state: 'working' } },
    ]);
    expect(await tokenOf()).toContain('canary-access');
  });

  it('does with what it has while the service is away, and is away when that is over', async () => {
    const service = start('dropbox');
    service.lastsSeconds = 3600;
    await link('dropbox');
    const before = await tokenOf();
    service.tokensInstead = { status: 503 };
    vi.useFakeTimers({ toFake: ['Date'] });
    later(57);
    expect(await tokenOf()).toBe(before);
    later(10);
    await expect(tokenOf()).rejects.toMatchObject({
      code: 'ACCOUNT_AWAY',
    });
    service.tokensInstead = undefined;
    expect(await tokenOf()).not.toBe(before);
  });

  it('is not renewed where the portal is not registered, and does not end by that', async () => {
    const service = start('dropbox');
    service.lastsSeconds = 3600;
    await link('dropbox');
    const before = await tokenOf();
    const other = await startPortal([]);
    vi.useFakeTimers({ toFake: ['Date'] });
    later(59);
    expect(await tokenOf(other)).toBe(before);
    later(2);
    await expect(tokenOf(other)).rejects.toMatchObject({
      code: 'ACCOUNT_UNREGISTERED',
      message: expect.stringContaining('not registered at Dropbox'),
      nextStep: expect.stringContaining('Ask the operator'),
    });
    const id = { withinMs: 3000 };
    const health = await other.accounts.verify(refOf('ada'), 'dropbox', id);
    expect(health).toMatchObject({ state: 'failing', trouble: 'unregistered' });
    expect(await tokenOf()).not.toBe(before);
    await other.stop();
  });
});
