import type { TokenScope } from '@astrolabe/plugin-communities-common';
import { exportSPKI, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TinyProvider } from '../../__testUtils__';
import { startPortal } from '../../__testUtils__/startPortal';

const AUDIENCE = 'https://portal.example.org';

describe('tokens of workloads', () => {
  let ci: TinyProvider;
  let other: TinyProvider;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  const gone = 'http://localhost:9';

  beforeAll(async () => {
    [ci, other] = await Promise.all([
      TinyProvider.start(),
      TinyProvider.start(),
    ]);
    const account = (name: string, issuer: string, scopes: TokenScope[]) => ({
      ...{ name, scopes },
      memberships: [{ community: 'sea', tier: 'full' }],
      tokens: [
        {
          ...{ issuer, audience: AUDIENCE },
          claims: { repository: 'sea/fish', ref: ['refs/heads/main', 'v1'] },
        },
      ],
    });
    portal = await startPortal({
      communities: {
        list: [{ id: 'sea', title: 'Sea Lab' }],
        serviceAccounts: [
          account('ci-sea', ci.issuer, [
            ...(['workloads:read', 'communities:read'] as const),
            'communities:write',
          ]),
          account('ci-gone', gone, ['workloads:read']),
        ],
      },
    });
  });

  afterAll(async () => {
    await portal?.stop();
    await Promise.all([ci?.goAway(), other?.goAway()]);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const payload = (change: JWTPayload = {}): JWTPayload => ({
    ...{ iss: ci.issuer, aud: AUDIENCE, iat: now(), exp: now() + 300 },
    ...{ sub: 'repo:sea/fish', repository: 'sea/fish', ref: 'v1' },
    ...change,
  });
  const ask = (token: string, address = '/api/workloads/v1/workloads') =>
    request(portal.url).get(address).set('authorization', `Bearer ${token}`);

  it('speak for the service account that trusts them, in its communities', async () => {
    const token = await ci.sign(payload());
    const { body } = await ask(token).expect(200);
    expect(body.principal).toMatchObject({
      type: 'user',
      userEntityRef: 'user:service/ci-sea',
    });
    const me = await ask(token, '/api/communities/v1/me').expect(200);
    expect(me.body).toMatchObject({
      userRef: 'user:service/ci-sea',
      memberships: [{ community: 'sea', tier: 'full' }],
    });
  });

  it('open what the scopes of the account name, and nothing else', async () => {
    const token = await ci.sign(payload());
    const { body } = await ask(token, '/api/assets/v1/assets').expect(403);
    expect(body.error.code).toBe('TOKEN_SCOPE');
    const made = await request(portal.url)
      .post('/api/communities/v1/tokens')
      .set('authorization', `Bearer ${token}`)
      .send({ title: 'To stay', scopes: ['communities:read'] })
      .expect(403);
    expect(made.body.error.code).toBe('TOKEN_NEEDS_SESSION');
    const entry = await vi.waitUntil(
      async () =>
        (
          await ask(token, '/api/communities/v1/audit/mine')
        ).body.items?.find(
          ({ outcome }: { outcome: string }) => outcome === 'failed',
        ),
      { timeout: 30_000, interval: 200 },
    );
    expect(entry).toMatchObject({
      actor: 'user:service/ci-sea',
      tokenId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it.each<[string, () => JWTPayload, RegExp]>([
    ['has ended', () => ({ iat: now() - 400, exp: now() - 100 }), /has ended/],
    ['is of later', () => ({ nbf: now() + 100 }), /'nbf'/],
    ['is for others', () => ({ aud: 'https://other.example.org' }), /'aud'/],
    ['is of another project', () => ({ repository: 'sea/fishes' }), /trusts/],
    ['looks alike', () => ({ ref: 'refs/heads/main ' }), /trusts/],
    ['has a list', () => ({ repository: ['sea/fish'] }), /trusts/],
    ['says less', () => ({ repository: undefined }), /trusts/],
    ['has no end', () => ({ exp: undefined }), /'exp'/],
    ['has no beginning', () => ({ iat: undefined }), /'iat'/],
    ['is of nobody', () => ({ sub: undefined }), /'sub'/],
    ['lives for days', () => ({ exp: now() + 90_000 }), /longer than 24/],
    ['is of a sign-in', () => ({ nonce: 'x' }), /sign-in/],
    ['is of a sign-out', () => ({ events: { x: {} } }), /sign-in/],
  ])('open nothing where one %s', async (_what, change, why) => {
    const { status, body } = await ask(await ci.sign(payload(change())));
    expect([status, body.error.code]).toEqual([401, 'WORKLOAD_TOKEN_INVALID']);
    expect(body.error.message).toMatch(why);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['nobody', () => new UnsecuredJWT(payload()).encode()],
    [
      'the public key taken for a secret',
      async () =>
        new SignJWT(payload())
          .setProtectedHeader({ alg: 'HS256' })
          .sign(Buffer.from(await exportSPKI(ci.publicKey))),
    ],
    ['another issuer', () => other.sign(payload())],
  ])('open nothing where they are signed by %s', async (_who, make) => {
    const { status, body } = await ask(await make());
    expect([status, body.error.code]).toEqual([401, 'WORKLOAD_TOKEN_INVALID']);
  });

  it('of an issuer that nobody named are none of ours', async () => {
    const token = await other.sign(payload({ iss: other.issuer }));
    const { status, body } = await ask(token);
    expect(status).toBe(401);
    expect(body.error.code).toBeUndefined();
  });

  it('wait where their issuer does not answer', async () => {
    const { status, body } = await ask(await ci.sign(payload({ iss: gone })));
    expect(status).toBe(503);
    expect(body.error.message).toContain(gone);
  });
});
