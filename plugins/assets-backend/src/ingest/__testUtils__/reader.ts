import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import knex, { type Knex } from 'knex';
import {
  connect,
  DatabaseAssetStore,
  DatabaseSourceStore,
} from '../../database';
import { ForgeSource, type ForgeConfig } from '../../sources/forge';
import { syntheticSource } from '../../testUtils/syntheticAssets';
import { SourceRunner } from '../SourceRunner';

/** What the program is told, as JSON. */
export interface Reading {
  database: Knex.Config;
  forge: ForgeConfig;
  synthetic: number;
}

const quiet = {
  ...{ error() {}, warn() {}, info() {}, debug() {} },
  child: () => quiet,
} as LoggerService;

/** Reads sources as a portal does, and ends when all of them were read to their ends. */
async function read({ database, forge, synthetic }: Reading): Promise<void> {
  const client = knex(database);
  const db = await connect({ getClient: async () => client });
  const sources = [new ForgeSource(forge), syntheticSource(synthetic)];
  const ids = sources.map(({ id }) => id);
  const store = new DatabaseSourceStore(db);
  const runner = new SourceRunner({
    ...{ sources, store, logger: quiet },
    assets: new DatabaseAssetStore(db, ids),
    onChange: async () => {},
  });
  await runner.start();
  while ((await store.list()).some(({ readAt }) => !readAt)) {
    await setTimeout(50);
  }
  await runner.stop();
  await client.destroy();
}

read(JSON.parse(process.argv[2]));
