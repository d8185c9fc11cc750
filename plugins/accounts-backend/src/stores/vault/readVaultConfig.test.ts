import { ConfigReader } from '@backstage/config';
import { describe, expect, it } from 'vitest';
import { readVaultConfig } from '.';

const appRole = { roleId: 'r', secretId: 's' };
const read = (vault?: object) =>
  readVaultConfig(new ConfigReader({ accounts: { secrets: { vault } } }));
const addresses = ['https://vault.example:8200/'];

describe('where Vault is', () => {
  it('is said by the configuration, with what is usual', () => {
    expect(read()).toBeUndefined();
    expect(read({ addresses, appRole })).toEqual({
      addresses: ['https://vault.example:8200'],
      mount: 'secret',
      path: 'astrolabe',
      login: { way: 'approle', mount: 'approle', ...appRole },
      timeoutMs: 5000,
    });
  });

  it.each([
    ['no login', { addresses }, 'takes one of appRole, jwt'],
    [
      'two logins',
      { addresses, appRole, jwt: { role: 'r', tokenFile: 'f' } },
      'has appRole and jwt',
    ],
    ['no address', { addresses: [], appRole }, 'at least one address'],
    ['half an address', { addresses: ['vault:8200'], appRole }, 'addresses is'],
    ['a way up', { addresses, appRole, path: 'a/../b' }, 'path is a/../b'],
    ['a minute', { addresses, appRole, timeoutSeconds: 60 }, 'from 1 to 30'],
  ])('is refused with the key: %s', (_what, vault, why) => {
    expect(() => read(vault)).toThrow(why);
  });
});
