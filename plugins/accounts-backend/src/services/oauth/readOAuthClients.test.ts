import { ConfigReader } from '@backstage/config';
import { describe, expect, it } from 'vitest';
import { providers } from '../providers';
import { readOAuthClients } from '.';

const read = (oauth: object) =>
  readOAuthClients(
    new ConfigReader({ accounts: { oauth } } as object),
    providers,
  );
const s3 = { clientId: 'a', url: 'https://s3.example/', issuer: 'https://id' };

describe('where the portal is registered', () => {
  it('is nowhere, unless it is said', () => {
    expect(readOAuthClients(new ConfigReader({}), providers).size).toBe(0);
  });

  it('is the service that everybody has, or one of the house', () => {
    const github = { clientId: 'a', clientSecret: 'b' };
    const clients = read({ github, s3 });
    expect(clients.get('github')).toMatchObject({
      ...{ id: 'a', secret: 'b', site: { url: 'https://api.github.com' } },
    });
    expect(clients.get('s3')?.site.url).toBe('https://s3.example');
  });

  it.each([
    [{ webdav: { clientId: 'a' } }, /names 'webdav': allowed are .*github/],
    [{ github: {} }, /clientId/],
    [{ gitlab: { clientId: 'a', url: 'ftp://x' } }, /gitlab.url is 'ftp:/],
    [{ s3: { ...s3, issuer: undefined } }, /s3.issuer is missing/],
    [{ s3: { ...s3, url: undefined } }, /s3.url is missing/],
    [{ s3: { ...s3, keysHours: 0 } }, /keysHours is 0: allowed is 1 to 168/],
  ])('is refused with the key and what is allowed (%#)', (oauth, said) => {
    expect(() => read(oauth)).toThrow(said);
  });
});
