import { ConfigReader } from '@backstage/config';
import { describe, expect, it } from 'vitest';
import { readSettings } from './readSettings';

const provider = {
  ...{ id: 'keycloak', issuer: 'https://id.example.org/realms/a' },
  ...{ clientId: 'astrolabe', clientSecret: 'secret' },
  rules: [{ community: 'default', tier: 'demo' }],
};
const secret = 'x'.repeat(32);

function read(signIn: object, rest: object = {}) {
  return readSettings(
    new ConfigReader({
      app: { baseUrl: 'https://portal.example.org' },
      communities: { signIn: { secrets: [secret], ...signIn } },
      ...rest,
    } as never),
  );
}

describe('the configuration of sign-in', () => {
  it('has what nobody has to say', () => {
    expect(read({ providers: [provider] })).toMatchObject({
      providers: [
        {
          ...{ title: 'keycloak', scopes: ['openid', 'profile', 'email'] },
          ...{ timeoutSeconds: 10, clockToleranceSeconds: 30 },
        },
      ],
      ...{ refreshSeconds: 180, graceSeconds: 86_400, sessionSeconds: 43_200 },
    });
    expect(readSettings(new ConfigReader({})).providers).toEqual([]);
  });

  it.each([
    [{ ...provider, issuer: 'http://id.example.org' }, /issuer.*https/],
    [{ ...provider, issuer: 'id.example.org' }, /issuer.*https/],
    [{ ...provider, id: 'Key cloak' }, /providers\[0\]\.id/],
    [{ ...provider, timeoutSeconds: 0 }, /timeoutSeconds: 0 has to be/],
  ])('refuses a provider that cannot be right', (given, message) => {
    expect(() => read({ providers: [given] })).toThrow(message);
  });

  it('refuses a secret that is none, an id that is there twice, a late refresh', () => {
    expect(() => read({ providers: [provider], secrets: ['short'] })).toThrow(
      /signIn\.secrets.*32 characters/,
    );
    expect(() => read({ providers: [provider, provider] })).toThrow(/twice/);
    expect(() => read({ refreshSeconds: 600 })).toThrow(/between 1 and 240/);
  });

  it('lets a provider on this machine do without TLS', () => {
    const issuer = 'http://localhost:8080/realms/a';
    expect(
      read({ providers: [{ ...provider, issuer }] }).providers[0].issuer.href,
    ).toBe(issuer);
  });
});
