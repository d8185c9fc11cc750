import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Authorizer } from '@astrolabe/http';
import { expect, it, vi } from 'vitest';
import { connect } from '../database';
import { checkedOf } from '../checks/RunStore';
import type { Forge } from '../forges';
import { metadata } from '../__testUtils__/forges/metadata';
import { ProvenanceStore } from '../provenance';
import { Catalogue } from './Catalogue';
import { Proposals } from './Proposals';
import { Registrar } from './Registrar';
import { RepositoryStore } from './RepositoryStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function opened(read = async () => metadata('Leaves')) {
  const knex = await databases.init('SQLITE_3');
  const db = await connect(mockServices.database({ knex }));
  const store = new RepositoryStore(db);
  const writers = new Set(['ada', 'bob']);
  const forgeOf = async (ref: string) => {
    const mayWrite = writers.has(ref.split('/')[1]);
    const found = {
      ...{ id: '7', owner: 'lab', name: 'leaves', branch: 'main', mayWrite },
      ...{ url: 'https://forge.example/lab/leaves', visibility: 'public' },
    };
    return {
      pages: 'https://forge.example',
      find: async () => found,
      findById: async () => found,
      read,
      tip: async () => ({ commit: 'a'.repeat(40) }),
    } as unknown as Forge;
  };
  const sourceOf = () => 'published';
  const authorizer = {
    requirePerson: async (_: unknown, { principal }: { principal: object }) =>
      (principal as { userEntityRef: string }).userEntityRef,
  } as unknown as Authorizer;
  const registrar = new Registrar({
    ...{ authorizer, forgeOf, sourceOf, repositories: store },
    proposals: new Proposals({ authorizer, forgeOf, repositories: store }),
    meet: async () => {},
    catalogue: new Catalogue({
      ...{ authorizer, sourceOf, store, onChange: async () => {} },
    }),
  });
  const register = (person: string, dryRun = false, mend = false) =>
    registrar.register(
      { account: 'hub', repository: 'lab/leaves', dryRun, mend },
      { credentials: mockCredentials.user(`user:default/${person}`) },
    );
  return { db, register, store, writers };
}

it('hands a module to who may write to its repository now, where who put it here may no more', async () => {
  const { db, register, store, writers } = await opened();
  const registeredBy = async () =>
    (
      await new ProvenanceStore(db).list(
        checkedOf((await store.get('leaves'))!),
      )
    )
      .filter(({ kind }) => kind === 'register')
      .map(({ personRef }) => personRef?.split('/')[1]);
  const whose = async () => (await store.get('leaves'))?.personRef;

  await register('ada');
  await expect(register('bob')).rejects.toMatchObject({
    code: 'REPOSITORY_REGISTERED',
  });
  writers.delete('ada');
  await register('bob', true);
  expect(await whose()).toBe('user:default/ada');
  // Whatever happens on the way, it is never taken from the catalogue.
  const shown = await store.stamps();
  vi.spyOn(store, 'put').mockRejectedValueOnce(new Error('Database is away'));
  await expect(register('bob')).rejects.toThrow('Database is away');
  expect(await store.stamps()).toEqual(shown);
  // It is put in with its record, or not at all.
  const add = vi.spyOn(ProvenanceStore.prototype, 'add');
  add.mockRejectedValueOnce(new Error('No record'));
  await expect(register('bob')).rejects.toThrow('No record');
  expect(await store.stamps()).toEqual(shown);
  expect(await register('bob')).toMatchObject({ name: 'leaves' });
  expect(await whose()).toBe('user:default/bob');
  // Told again, it is the same one; taken out and put in again, another.
  await register('bob');
  expect(await registeredBy()).toEqual(['bob', 'ada']);
  await store.remove('leaves');
  await register('bob');
  expect(await registeredBy()).toEqual(['bob', 'bob', 'ada']);
  await expect(register('ada')).rejects.toMatchObject({
    code: 'REPOSITORY_NOT_WRITABLE',
  });
});

it.each([
  ['is too long', `${metadata('Leaves')}# ${'x'.repeat(200_000)}\ntags: one\n`],
  [
    'is in our own format',
    'apiVersion: astrolabe.dev/v1alpha1\nkind: AiModule\nmetadata: { name: leaves, title: Leaves }\nspec: { tags: one }\n',
  ],
])('proposes no mend to a file that %s, and offers none', async (_, text) => {
  const { register } = await opened(async () => text);
  for (const mend of [false, true]) {
    await expect(register('ada', true, mend)).rejects.toMatchObject({
      code: 'METADATA_INVALID',
    });
  }
});
