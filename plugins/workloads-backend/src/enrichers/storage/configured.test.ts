import { ConfigReader } from '@backstage/config';
import { describe, expect, it } from 'vitest';
import { reader } from '../../__testUtils__/sideTasks';
import { SecretsOf } from '../../secrets/SecretsOf';
import { ConfiguredAccounts } from './ConfiguredAccounts';
import { Storages } from './Storages';

const project = {
  id: 'project',
  url: 'https://cloud.example/dav',
  vendor: 'nextcloud',
  user: 'corals',
  password: 'of-the-project',
};

describe('the storage accounts of the configuration', () => {
  const read = (...accounts: object[]) =>
    new ConfiguredAccounts(
      new ConfigReader({ workloads: { storage: { accounts } } }),
    );

  it.each([
    [{ ...project, id: 'My project' }, /accounts\[\]\.id/],
    [{ ...project, url: 'ftp://x' }, /accounts\[\]\.url/],
    [{ ...project, url: 'https://a:b@x' }, /without a password/],
    [{ ...project, vendor: 'mine' }, /vendor: it has to be one of nextcloud/],
  ])('names what it cannot take', (account, said) => {
    expect(() => read(account)).toThrow(said);
  });

  it('names two of the same id', () => {
    expect(() => read(project, project)).toThrow(/'project' twice/);
  });

  it('gives nothing to a workload that had one of its owner under that name', async () => {
    const secretsOf = new SecretsOf(new Storages([read(project)]));
    const owner = {
      ...{ id: 'w1', ownerRef: 'user:default/ada', community: 'sea' },
      group: undefined,
    };
    const mounted = { name: 'storage-secrets', account: 'project' };
    const give = (more: object) =>
      secretsOf.give(
        { ...reader.workload, secrets: [{ ...mounted, ...more }] } as never,
        owner,
      );
    await expect(give({})).rejects.toThrow('project');
    const given = await give({ ofPortal: true });
    expect(given['storage-secrets']).toContain('of-the-project');
  });

  it('gives nobody the account of others', async () => {
    const accounts = read({ ...project, people: ['user:default/ada'] });
    expect(await accounts.list('user:default/max')).toEqual([]);
    expect(
      await accounts.remote('user:default/max', 'project'),
    ).toBeUndefined();
  });
});
