import {
  appendFile,
  chmod,
  mkdtemp,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddedSecretStore } from '.';
import { connect } from '../../database';
import { secretPath } from '../path';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const logger = mockServices.logger.mock();
const place = secretPath('people', 'ada');
const CANARY = 'canary-of-the-embedded-store';

let folder: string;
let keyFile: string;
let db: Knex;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-keys-'));
  keyFile = path.join(folder, 'data', 'secrets.key');
  const knex = await databases.init('SQLITE_3');
  db = await connect(mockServices.database({ knex }));
  await db('stored_secrets').delete();
});
afterEach(() => rm(folder, { recursive: true }));

const start = () => EmbeddedSecretStore.start(db, { keyFile, logger });
const addKey = (key = randomBytes(32).toString('base64')) =>
  appendFile(keyFile, `${key}\n`);

describe('the embedded store', () => {
  it('makes a key for its owner alone, and keeps it', async () => {
    await (await start()).write(place, { value: CANARY }, { ifVersion: 0 });
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    const before = await readFile(keyFile, 'utf8');
    const later = await start();
    expect((await later.read(place))?.data).toEqual({ value: CANARY });
    expect(await readFile(keyFile, 'utf8')).toBe(before);
  });

  it('has nothing in its table that can be read', async () => {
    await (await start()).write(place, { value: CANARY }, { ifVersion: 0 });
    const rows = JSON.stringify(await db('stored_secrets'));
    const encodings = ['utf8', 'base64', 'hex'] as const;
    for (const each of encodings) {
      expect(rows).not.toContain(Buffer.from(CANARY).toString(each));
    }
  });

  it.each([
    ['of another place', { path: 'people/max', version: 1 }],
    ['of another version', { path: 'people/ada', version: 2 }],
  ])('takes a row for nothing that is %s', async (_what, change) => {
    const store = await start();
    await store.write(place, { value: CANARY }, { ifVersion: 0 });
    await db('stored_secrets').update(change);
    const now = secretPath(...change.path.split('/'));
    await expect(store.read(now)).rejects.toThrow();
  });

  it('takes rows of two secrets for nothing when they have been swapped', async () => {
    const store = await start();
    const other = secretPath('people', 'max');
    await store.write(place, { value: 'a' }, { ifVersion: 0 });
    await store.write(other, { value: 'b' }, { ifVersion: 0 });
    const [a, b] = await db('stored_secrets').orderBy('path');
    const swap = ({ data, data_key }: typeof a) => ({ data, data_key });
    await db('stored_secrets').where({ path: a.path }).update(swap(b));
    await expect(store.read(place)).rejects.toThrow();
  });

  it('gives all secrets the key that was added last, and needs the older ones no more', async () => {
    const before = await start();
    await before.write(place, { value: CANARY }, { ifVersion: 0 });
    await addKey();
    await start();
    const lines = (await readFile(keyFile, 'utf8')).trim().split('\n');
    await writeFile(keyFile, `${lines.at(-1)}\n`, { mode: 0o600 });
    const after = await start();
    expect(await after.health()).toEqual({ state: 'ready' });
    expect(await after.read(place)).toEqual({
      data: { value: CANARY },
      version: 1,
    });
  });

  it.each([
    ['is gone', () => rm(keyFile), 'is missing'],
    [
      'has other keys',
      () => writeFile(keyFile, `${randomBytes(32).toString('base64')}\n`),
      'has not the key',
    ],
    [
      'has half a key',
      () => writeFile(keyFile, 'c2hvcnQ=\n'),
      'is not 32 bytes',
    ],
    ['has no key', () => writeFile(keyFile, '# none\n'), 'has no key'],
  ])(
    'stays closed and says why when the key file %s',
    async (_what, spoil, why) => {
      await (await start()).write(place, { value: CANARY }, { ifVersion: 0 });
      await spoil();
      const store = await start();
      const health = await store.health();
      expect(health.state).toBe('sealed');
      expect(health.reason).toContain(why);
      await expect(store.read(place)).rejects.toMatchObject({
        code: 'SECRET_STORE_AWAY',
      });
      await expect(
        store.write(place, { value: 'x' }, { ifVersion: 1 }),
      ).rejects.toMatchObject({ code: 'SECRET_STORE_AWAY' });
    },
  );

  it('refuses a key file that everybody may read', async () => {
    await start();
    await chmod(keyFile, 0o644);
    expect((await (await start()).health()).reason).toContain('chmod o-rwx');
  });
});
