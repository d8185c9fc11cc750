import { followConfig } from '@astrolabe/plugin-communities-common';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { describe, expect, it, vi } from 'vitest';
import { readServiceAccounts } from './readServiceAccounts';

const account = {
  name: 'ci',
  memberships: [{ community: 'default', tier: 'full' }],
  scopes: ['workloads:write'],
  tokens: [
    {
      issuer: 'https://ci.example.org',
      audience: 'https://portal.example.org',
      claims: { repository: 'sea/fish' },
    },
  ],
};
const configOf = (...serviceAccounts: object[]) =>
  new ConfigReader({ communities: { serviceAccounts } } as never);
const tokens = (change: object) => ({
  tokens: [{ ...account.tokens[0], ...change }],
});

describe('service accounts', () => {
  it.each<[string, object, RegExp]>([
    ['a name of other letters', { name: 'Ci' }, /\[0\]\.name: 'Ci'/],
    [
      'a community that is not there',
      { memberships: [{ community: 'x', tier: 'full' }] },
      /community: 'x' is none of default/,
    ],
    [
      'a tier that is not there',
      { memberships: [{ community: 'default', tier: 'root' }] },
      /tier: 'root' is none of demo, full/,
    ],
    ['another scope', { scopes: ['auth:write'] }, /'auth:write' is none of/],
    [
      'an issuer in the clear',
      tokens({ issuer: 'http://ci.example.org' }),
      /issuer.*https/,
    ],
    ['no claim', tokens({ claims: {} }), /repository and ref/],
    ['a claim of every token', tokens({ claims: { aud: 'x' } }), /claims\.aud/],
  ])('are refused with %s', (_what, change, why) => {
    const config = configOf({ ...account, ...change });
    expect(() => readServiceAccounts(config)).toThrow(why);
  });

  it('are refused where two have one name', () => {
    const config = configOf(account, account);
    expect(() => readServiceAccounts(config)).toThrow(/'ci' is there twice/);
  });

  it('hold as the configuration has them now, and stay where it is wrong', () => {
    let present = configOf(account);
    let tell = () => {};
    const config = {
      getOptionalConfigArray: (key: string) =>
        present.getOptionalConfigArray(key),
      getOptionalConfig: (key: string) => present.getOptionalConfig(key),
      getOptional: (key: string) => present.getOptional(key),
      getOptionalString: (key: string) => present.getOptionalString(key),
      subscribe: (listener: () => void) => {
        tell = listener;
        return { unsubscribe() {} };
      },
    };
    const logger = mockServices.logger.mock();
    const accounts = followConfig(config as never, readServiceAccounts, {
      what: 'The service accounts',
      logger,
    });
    const names = () => accounts().map(({ ref }) => ref);
    present = configOf(account, { ...account, name: 'nightly' });
    tell();
    expect(names()).toEqual(['user:service/ci', 'user:service/nightly']);
    present = configOf({ ...account, name: '' });
    tell();
    expect(names()).toHaveLength(2);
    expect(vi.mocked(logger.error)).toHaveBeenCalledOnce();
    present = configOf();
    tell();
    expect(names()).toEqual([]);
  });
});
