import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Test } from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AssetFolder, startAssets } from './__testUtils__';
import { linkedAccounts } from './__testUtils__/forges/accountsWith';
import { HookStore } from './checks/HookStore';
import { repositoryOf } from './checks/runners/__testUtils__/RunnerBench';
import { RepositoryStore } from './publishing/RepositoryStore';

const DAY = 24 * 60 * 60_000;

describe('where forges tell of pushes', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let folder: AssetFolder;
  let room: Awaited<ReturnType<typeof startAssets>>;
  let audited: unknown[];
  /** Of a hook that a forge was told. */
  let known: string;

  beforeEach(async () => {
    audited = [];
    const knex = await databases.init('SQLITE_3');
    const auditor = mockServices.auditor.mock({
      createEvent: async ({ meta }) => {
        audited.push(meta?.hook);
        return { success: async () => {}, fail: async () => {} };
      },
    });
    folder = await AssetFolder.create();
    room = await startAssets({
      folder,
      features: [
        auditor.factory,
        mockServices.database.factory({ knex }),
        linkedAccounts(() => ({} as never)),
      ],
    });
    const row = repositoryOf({});
    const { readAt: _, changedAt, hiddenAt, trouble, ...own } = row;
    const dueAt = new Date(Date.now() + DAY).toISOString();
    await new RepositoryStore(knex).put(own, { dueAt });
    known = (await new HookStore(knex).of(row)).id;
  });
  afterEach(async () => {
    await room?.stop();
    await folder?.remove();
  });

  /** As a forge does, from one address as all behind a proxy. */
  const tell = (id: string): Test =>
    room.api
      .post(`${room.base}/hooks/${id}`)
      .set('authorization', mockCredentials.none.header())
      .send({});
  const codeOf = async (id: string) => (await tell(id)).body.error.code;

  it('is heard who was told a hook, however many others make some up', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 31; i++) {
      for (const own of await Promise.all(
        Array.from({ length: 21 }, (_, j) => codeOf(`hook-${i}-${j}`)),
      )) {
        codes.push(own);
      }
    }
    const count = (code: string) => codes.filter(own => own === code).length;
    expect(count('HOOK_UNKNOWN')).toBe(30);
    expect(count('TOO_MANY_REQUESTS')).toBe(31 * 21 - 30);
    expect(audited).toEqual([]);
    expect(await codeOf(known)).toBe('HOOK_SIGNATURE');
    expect(audited).toEqual([known]);
  });

  it('is no hook by what is no id, and none is heard too often', async () => {
    expect(await codeOf('x%00')).toBe('HOOK_UNKNOWN');
    for (let i = 0; i < 60; i++) {
      expect(await codeOf(known)).toBe('HOOK_SIGNATURE');
    }
    expect((await tell(known)).status).toBe(429);
  });
});
