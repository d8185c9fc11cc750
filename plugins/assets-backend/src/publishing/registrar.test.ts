import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { NetworkGuard, type Authorizer } from '@astrolabe/http';
import type { AssetDelta } from '@astrolabe/plugin-assets-node';
import { expect, it, vi } from 'vitest';
import { connect } from '../database';
import { checkedOf } from '../checks/RunStore';
import type { Forge } from '../forges';
import { metadata } from '../__testUtils__/forges/metadata';
import { ProvenanceStore } from '../provenance';
import { LOCK, toolFile } from '../__testUtils__/forges/toolWish';
import { Environments } from '../trust/Environments';
import { Catalogue } from './Catalogue';
import { Proposals } from './Proposals';
import { PublishedSource } from './PublishedSource';
import { Registrar } from './Registrar';
import { RepositoryStore } from './RepositoryStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

type Read = (place: object, path: string) => Promise<string | undefined>;

async function opened(read: Read = async () => metadata('Leaves')) {
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
      about: async () => ({}),
      pageOf: () => found.url,
    } as unknown as Forge;
  };
  const sourceOf = vi.fn(() => 'published');
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
  return { db, forgeOf, register, sourceOf, store, writers };
}

const TOOL = `  manifest:
    form: { type: object, properties: {} }
    workload:
      lifetime: { kind: service }
      tasks:
        - name: tool
          role: main
          resources: { cpuCores: 1, memoryBytes: 2097152, diskBytes: 0 }
          environment: { kind: python, id: tools/leaves }
          command: [pypi-server]
`;

/** Of a repository that is a tool. */
const toolAt: Read = async (_, at) =>
  ({
    'tool.yaml': toolFile('leaves', TOOL),
    'environment/requirements.txt': LOCK,
  }[at]);

/** Reads what is registered, while the operator trusts all of it. */
function readerOf(
  { forgeOf, store }: Awaited<ReturnType<typeof opened>>,
  root: string,
) {
  const trust = {
    environments: new Environments(root),
    trustOf: () => ({ commit: 'a'.repeat(40) }),
    trustNow: () => '',
  };
  const source = new PublishedSource({
    ...{ store, forgeOf, trust, logger: mockServices.logger.mock() },
    guard: new NetworkGuard({ anything: true }),
    sbomOf: async () => undefined,
    imageOf: async () => [],
  });
  let state: unknown;
  const shown: AssetDelta['upserted'] = [];
  const onPage = async ({ upserted }: AssetDelta, next: unknown) => {
    shown.push(...upserted);
    state = next;
  };
  const { signal } = new AbortController();
  const read = async () => {
    await store.hurry('leaves');
    await source.read({ state, signal, onPage });
    return shown.at(-1);
  };
  return { read, source };
}

it('reads a tool that was put in again while it was read, though nothing else has changed', async () => {
  const all = await opened(toolAt);
  const { register, store } = all;
  const root = await mkdtemp(path.join(tmpdir(), 'astrolabe-again-'));
  const { read } = readerOf(all, root);
  await register('ada');
  expect((await read())?.trust).toMatchObject({ state: 'given' });
  const { seenStamp } = (await store.get('leaves'))!;
  expect(seenStamp).not.toBe('');
  await register('ada');
  const dueAt = new Date().toISOString();
  const again = (await store.get('leaves'))!;
  await store.update(again, { facts: { seenStamp }, dueAt });
  expect((await read())?.trust).toMatchObject({ state: 'given' });
  await rm(root, { recursive: true });
});

it('shows all that there is where packages of tools cannot be kept, and has those tools wait', async () => {
  const all = await opened(toolAt);
  const root = await mkdtemp(path.join(tmpdir(), 'astrolabe-full-'));
  const folder = path.join(root, 'repositories');
  await writeFile(folder, 'This is no folder.');
  const { read, source } = readerOf(all, folder);
  await all.register('ada');
  expect(await read()).toMatchObject({
    leavesOut: expect.arrayContaining(['manifest']),
    trust: {
      state: 'unready',
      missing: [expect.stringContaining('cannot be put')],
    },
  });
  await rm(folder);
  await source.keepEnvironments();
  expect((await read())?.trust).toMatchObject({ state: 'given' });
  await rm(root, { recursive: true });
});

it('takes for a tool no name that a tool of others has, where the repository was a module', async () => {
  let file = 'ai4-metadata.yml';
  const text = { 'ai4-metadata.yml': metadata('Leaves') };
  const { register, sourceOf, store } = await opened(async (place, at) =>
    file === 'tool.yaml' ? toolAt(place, at) : text[at as keyof typeof text],
  );
  await register('ada');
  file = 'tool.yaml';
  sourceOf.mockReturnValue('files');
  await expect(register('ada')).rejects.toMatchObject({
    code: 'MODULE_EXISTS',
  });
  expect((await store.get('leaves'))?.kind).toBe('module');
  sourceOf.mockReturnValue('published');
  await register('ada');
  expect((await store.get('leaves'))?.kind).toBe('tool');
});

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
