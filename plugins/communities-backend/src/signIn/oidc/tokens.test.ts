import { createHash } from 'node:crypto';
import { exportSPKI, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { describe, expect, it } from 'vitest';
import { now, useSignIn } from '../../__testUtils__';

const door = useSignIn();

describe('an ID token', () => {
  const forgeries: [string, (payload: JWTPayload) => Promise<string>][] = [
    ['has no signature', async each => new UnsecuredJWT(each).encode()],
    [
      'is signed with our own secret',
      each =>
        new SignJWT(each)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode('canary-of-the-client')),
    ],
    [
      'is signed with the public key as a secret',
      async each =>
        new SignJWT(each).setProtectedHeader({ alg: 'HS256' }).sign(
          createHash('sha512')
            .update(await exportSPKI(door.provider.publicKey))
            .digest(),
        ),
    ],
    [
      'is changed after it was signed',
      async each => {
        const parts = (await door.provider.sign(each)).split('.');
        const payload = Buffer.from(
          JSON.stringify({ ...each, sub: 'the-operator' }),
        ).toString('base64url');
        return [parts[0], payload, parts[2]].join('.');
      },
    ],
  ];
  const lies: [string, (payload: JWTPayload) => JWTPayload][] = [
    ['is for another client', each => ({ ...each, aud: 'another' })],
    [
      'is of another issuer',
      each => ({ ...each, iss: 'https://evil.example' }),
    ],
    ['has expired', each => ({ ...each, exp: now() - 60 })],
    ['is not valid yet', each => ({ ...each, nbf: now() + 60 })],
    ['has another nonce', each => ({ ...each, nonce: 'another' })],
    ['has no nonce', ({ nonce: _, ...each }) => each],
    ['is of somebody else than the user info', each => ({ ...each, sub: 'x' })],
  ];

  it.each(forgeries)('that %s lets nobody in', async (_what, forge) => {
    door.provider.forge = forge;
    expect(await door.problem()).toBe('failed');
  });

  it.each(lies)('that %s lets nobody in', async (_what, tamper) => {
    door.provider.tamper = tamper;
    expect(await door.problem()).toBe('failed');
  });

  it('may be a little early or late, as clocks are', async () => {
    door.provider.tamper = each => ({
      ...each,
      nbf: now() + 2,
      exp: now() - 2,
    });
    const { browser } = await door.comeIn();
    expect((await door.portal.session(browser)).status).toBe(200);
  });

  it('may be signed with a key that is new', async () => {
    await door.comeIn();
    await door.provider.rotate();
    const { browser } = await door.comeIn();
    expect((await door.portal.session(browser)).status).toBe(200);
  });
});

describe('a logout token', () => {
  it('of the provider ends the session that it names', async () => {
    const { browser } = await door.comeIn();
    const change = { sid: 'session-there', sub: undefined };
    expect(
      (await door.logOut(await door.provider.logoutToken(change))).status,
    ).toBe(200);
    expect((await door.portal.session(browser)).status).toBe(401);
  });

  it('ends all sessions of a person, but none that is younger', async () => {
    const { browser } = await door.comeIn();
    const old = await door.provider.logoutToken({ iat: now() - 30 });
    expect((await door.logOut(old)).status).toBe(200);
    expect((await door.portal.session(browser)).status).toBe(200);
    expect((await door.logOut(await door.provider.logoutToken())).status).toBe(
      200,
    );
    expect((await door.portal.session(browser)).status).toBe(401);
  });

  const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const lies: [string, () => Promise<string>][] = [
    [
      'is for another client',
      () => door.provider.logoutToken({ aud: 'another' }),
    ],
    [
      'is of another issuer',
      () => door.provider.logoutToken({ iss: 'https://e.x' }),
    ],
    ['has expired', () => door.provider.logoutToken({ exp: now() - 60 })],
    ['is old', () => door.provider.logoutToken({ iat: now() - 3600 })],
    ['is an ID token', () => door.provider.logoutToken({ events: undefined })],
    ['has a nonce', () => door.provider.logoutToken({ nonce: 'n' })],
    ['names nobody', () => door.provider.logoutToken({ sub: undefined })],
    [
      'has no signature',
      async () =>
        new UnsecuredJWT({
          ...{ iss: door.provider.issuer, aud: 'astrolabe', iat: now() },
          ...{ sub: door.provider.claims.sub, events: event },
        }).encode(),
    ],
    [
      'is signed with our secret',
      () =>
        new SignJWT({
          ...{ iss: door.provider.issuer, aud: 'astrolabe', iat: now() },
          ...{ sub: door.provider.claims.sub, events: event },
        })
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode('canary-of-the-client')),
    ],
  ];
  it.each(lies)('that %s ends nothing', async (_what, make) => {
    const { browser } = await door.comeIn();
    expect((await door.logOut(await make())).status).toBe(400);
    expect((await door.portal.session(browser)).status).toBe(200);
  });
});

describe('what is secret', () => {
  it('is in no log', () => {
    expect(door.portal.logs()).toContain('failed');
    expect(door.portal.logs()).not.toMatch(/canary|eyJ/);
  });
});
