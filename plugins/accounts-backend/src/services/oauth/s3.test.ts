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
import { agreeAt, S3Service } from '../../__testUtils__/services';
import {
  refOf,
  startAccounts,
  type Portal,
} from '../../__testUtils__/startAccounts';

describe('signing in for S3 at an issuer', () => {
  let service: S3Service;
  let portal: Portal;
  beforeAll(async () => {
    service = await S3Service.start();
    const folder = mkdtempSync(path.join(os.tmpdir(), 'accounts-'));
    portal = await startAccounts({
      ...{ keyFile: path.join(folder, 'key'), allowedHosts: ['127.0.0.1'] },
      config: { oauth: { s3: service.site } },
    });
  });
  afterEach(async () => {
    vi.useRealTimers();
    service.reset();
    await portal.knex('linked_accounts').delete();
  });
  afterAll(async () => {
    await portal.stop();
    await service.issuer.local.stop();
  });

  async function signIn() {
    const ada = portal.as('ada');
    const { body } = await ada.post('/logins').send({ service: 's3' });
    const { state, code } = await agreeAt(body.url);
    const answer = { service: 's3', state, code, iss: service.itself };
    return ada.post('/login-answers').send(answer);
  }
  const keyOf = async () =>
    (await portal.accounts.remote(refOf('ada'), 's3', 'read'))!.secrets
      .access_key_id;
  const later = (minutes: number) =>
    vi.setSystemTime(Date.now() + minutes * 60_000);

  it.each(['', '/'])(
    "links where the issuer's name ends in '%s'",
    async end => {
      service.end = end;
      expect((await signIn()).body).toMatchObject({ id: 's3', user: 'ada' });
    },
  );

  it('links nothing where the issuer has another name', async () => {
    service.end = '/other';
    const wish = { service: 's3' };
    const { body } = await portal.as('ada').post('/logins').send(wish);
    expect(body.error).toMatchObject({ trouble: 'not-found' });
  });

  it.each([
    ['ES256', ['RS256', 'ES256']],
    ['PS256', ['PS256']],
    ['EdDSA', ['EdDSA']],
    ['RS256', undefined],
  ])(
    'links with what is signed by %s where the issuer says %j',
    async (algorithm, algorithms) => {
      Object.assign(service, { algorithm, algorithms });
      const { status, body } = await signIn();
      expect([status, body]).toMatchObject([200, { id: 's3', user: 'ada' }]);
    },
  );

  it.each([
    ['HS256', ['HS256', 'RS256']],
    ['none', ['none', 'RS256']],
    ['HS256', ['HS256']],
    ['ES256', undefined],
  ])(
    'links nothing with %s where the issuer says %j',
    async (algorithm, algorithms) => {
      Object.assign(service, { algorithm, algorithms });
      const { status, body } = await signIn();
      expect([status, body]).toMatchObject([
        400,
        { error: { code: 'NOT_LINKED', trouble: 'unclear' } },
      ]);
    },
  );

  it('is renewed when the S3 is back, with what the issuer gave meanwhile', async () => {
    await signIn();
    const before = await keyOf();
    service.keysInstead = { status: 503 };
    vi.useFakeTimers({ toFake: ['Date'] });
    later(45);
    expect(await keyOf()).toBe(before);
    expect(await keyOf()).toBe(before);
    later(30);
    await expect(keyOf()).rejects.toMatchObject({ code: 'ACCOUNT_AWAY' });
    service.keysInstead = undefined;
    expect(await keyOf()).not.toBe(before);
    expect(portal.heard.logs).not.toContain('canary');
  });
});
