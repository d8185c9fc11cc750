import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NetworkGuard } from '@astrolabe/http';
import type { AssetDelta } from '@astrolabe/plugin-assets-node';
import { expect, it } from 'vitest';
import { connect } from '../database';
import { DatasetStore } from './DatasetStore';
import { ImportedSource } from './ImportedSource';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

it('what was imported of a host that is in the house by now is everybody’s no more', async () => {
  const knex = await databases.init('SQLITE_3');
  const db = await connect(mockServices.database({ knex }));
  const store = new DatasetStore(db);
  await store.put({
    ...{ name: 'corals', source: 'https://140.82.121.3/1' },
    ...{ content: 'x', importedBy: 'user:default/ada' },
    importedAt: new Date().toISOString(),
  });
  let state: unknown;
  const startWith = (allowedHosts: string[]) => {
    const guard = new NetworkGuard({ allowedHosts });
    const source = new ImportedSource(store, guard);
    return async () => {
      const found: AssetDelta['upserted'] = [];
      const onPage = async (delta: AssetDelta, now: unknown) => {
        found.push(...delta.upserted);
        state = now;
      };
      await source.read({ state, onPage });
      return found.map(({ isPublic }) => isPublic);
    };
  };
  const read = startWith([]);
  expect(await read()).toEqual([true]);
  expect(await read()).toEqual([]);
  expect(await startWith(['140.82.121.3'])()).toEqual([false]);
});
