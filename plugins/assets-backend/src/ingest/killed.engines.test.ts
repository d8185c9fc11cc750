import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import knex, { type Knex } from 'knex';
import { describe, it } from 'vitest';
import { eventually } from '../__testUtils__';
import { DatabaseAssetStore } from '../database';
import { ForgeServer } from '../testUtils';
import type { Reading } from './__testUtils__/reader';

const SYNTHETIC = 2_000;
const REPOSITORIES = 100;
/** Repositories that are stored together. */
const PAGE = 20;

const postgres = TestDatabases.create({ ids: ['POSTGRES_16'] });
const databases: [string, (folder: string) => Promise<Knex.Config>][] = [
  [
    'SQLite',
    async folder => ({
      ...{ client: 'better-sqlite3', useNullAsDefault: true },
      connection: { filename: path.join(folder, 'assets.sqlite') },
    }),
  ],
  ...postgres.eachSupportedId().map(([id]): (typeof databases)[number] => [
    'PostgreSQL',
    async () => {
      const { client } = await postgres.init(id);
      return { client: 'pg', connection: client.config.connection };
    },
  ]),
];

describe('reading that is killed', () => {
  it.concurrent.for(databases)(
    'goes on where it was, and in the end all is there, once, on %s',
    async ([, databaseIn], { expect, onTestFinished }) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'astrolabe-killed-'));
      onTestFinished(() => rm(folder, { recursive: true }));
      const forge = await ForgeServer.start();
      onTestFinished(() => forge.stop());
      for (let i = 0; i < REPOSITORIES; i++) {
        const metadata = `metadata_version: 2.3.0\ntitle: Repository ${i}\n`;
        forge.add({
          ...{ owner: 'lab', name: `repository-${i}`, id: i + 1 },
          files: { 'ai4-metadata.yml': metadata, 'README.md': '# Read me' },
        });
      }
      const database = await databaseIn(folder);
      const reading: Reading = {
        ...{ database, synthetic: SYNTHETIC },
        forge: {
          ...{ kind: 'module', type: 'github', organization: 'lab' },
          ...{ builds: false, ...forge.config({ everySeconds: 3_600 }) },
        },
      };
      /** One of each repository, whatever else is read of it. */
      const raw = () =>
        forge.requests.filter(each => each.endsWith('/ai4-metadata.yml'));

      const killed = start(reading);
      onTestFinished(() => void killed.kill('SIGKILL'));
      // More than two pages are stored, and less than half of all.
      await eventually(async () => {
        expect(raw().length).toBeGreaterThan(2 * PAGE + 2);
      }, 60);
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      const before = raw().length;
      expect(before).toBeLessThan(REPOSITORIES);

      const again = start(reading);
      const [code] = await once(again, 'exit');
      expect(code).toBe(0);
      const read = raw().length - before;
      expect(read).toBeGreaterThan(0);
      expect(read).toBeLessThanOrEqual(REPOSITORIES - 2 * PAGE);

      const db = knex(database);
      onTestFinished(() => db.destroy());
      const assets = await new DatabaseAssetStore(db, []).assetsSince(
        0,
        10_000,
      );
      const names = assets.map(({ kind, name, removed }) => {
        expect(removed).toBe(false);
        return `${kind}/${name}`;
      });
      expect(new Set(names).size).toBe(names.length);
      expect(names).toHaveLength(REPOSITORIES + SYNTHETIC);
    },
  );
});

function start(reading: Reading) {
  return spawn(
    process.execPath,
    [
      ...[
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      path.resolve(__dirname, '__testUtils__/reader.ts'),
      JSON.stringify(reading),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
}
