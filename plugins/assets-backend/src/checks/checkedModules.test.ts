import { TestDatabases } from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import type { RepositoryFacts } from '../publishing/RepositoryStore';
import {
  commitOf,
  ENTITY,
  FIRST,
  openChecking,
  SECOND,
} from './__testUtils__/openChecking';
import { checkedModules } from './checkedModules';
import type { CheckRun, CheckState } from './types';

const THIRD = commitOf('3');

describe('which commit others go on with', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  const open = async (tip = THIRD) => {
    const knex = await databases.init('SQLITE_3');
    const { repositories, runs, of } = await openChecking({ knex });
    const shown = new Set(['leaves']);
    const launches = (name: string) => shown.has(name);
    const modules = checkedModules({ launches, repositories, runs });
    const read = async (facts: RepositoryFacts) => {
      const row = (await repositories.get('leaves'))!;
      await repositories.update(row, { facts, dueAt: row.readAt });
    };
    await read({ tip });
    let count = 0;
    const ran = async (
      commit: string,
      state: CheckState,
      to: Partial<Pick<CheckRun, 'cause' | 'runner' | 'branch'>> = {},
    ) => {
      count += 1;
      const { id } = await runs.add({
        ...{ of, name: 'leaves', personRef: 'user:default/ada', commit },
        ...{ runner: 'portal', branch: 'main', cause: 'push', ...to },
        once: `${count}`,
      });
      const [taken] = await runs.take(10, 1);
      expect(taken.run.id).toBe(id);
      await runs.giveBack(taken, {
        report: { state, checks: [] },
        dueInMs: 1_000_000,
      });
    };
    const passed = async () => (await modules.get(ENTITY))?.passed;
    return { modules, passed, ran, read, repositories, shown };
  };

  it('is what its branch is at, once that has passed, and until then the last that has', async () => {
    const { modules, passed, ran } = await open();
    expect(await modules.get(ENTITY)).toEqual({
      repository: 'https://forge.example 1',
      tip: THIRD,
    });
    await ran(FIRST, 'passed');
    await ran(SECOND, 'failed');
    await ran(THIRD, 'running');
    expect(await passed()).toBe(FIRST);
    await ran(THIRD, 'passed', { runner: 'forge' });
    expect(await passed()).toBe(FIRST);
    await ran(THIRD, 'passed');
    expect(await passed()).toBe(THIRD);
  });

  it.each(['queued', 'running', 'unclear', 'stopped'] as const)(
    'stays where that is checked again, and is %s',
    async state => {
      const { passed, ran } = await open();
      await ran(SECOND, 'passed');
      await ran(THIRD, 'passed');
      await ran(THIRD, state, { cause: 'hand' });
      expect(await passed()).toBe(THIRD);
    },
  );

  it('is what its branch is at, whichever was told of or checked last', async () => {
    const { passed, ran, read } = await open();
    await ran(THIRD, 'passed');
    await ran(SECOND, 'passed');
    await ran(FIRST, 'passed', { cause: 'hand' });
    expect(await passed()).toBe(THIRD);
    // It was found wrong when it was checked again.
    await ran(THIRD, 'failed', { cause: 'hand' });
    expect(await passed()).toBe(SECOND);
    // By hand is enough for what the branch is at.
    await read({ tip: FIRST });
    expect(await passed()).toBe(FIRST);
  });

  it('is none of another branch, or that was only checked by hand', async () => {
    const { passed, ran } = await open();
    await ran(FIRST, 'passed', { cause: 'hand' });
    await ran(SECOND, 'passed', { branch: 'try' });
    expect(await passed()).toBeUndefined();
  });

  it('is told of what everybody can launch, and of no other', async () => {
    const { modules, ran, read, shown } = await open();
    await ran(THIRD, 'passed');
    await read({ visibility: 'private' });
    expect(await modules.get(ENTITY)).toBeUndefined();
    await read({ visibility: 'public' });
    expect(await modules.get(ENTITY)).toBeDefined();
    shown.clear();
    expect(await modules.get(ENTITY)).toBeUndefined();
  });

  it('is of one repository: another that bears its name is another', async () => {
    const { modules, ran, read } = await open();
    await ran(THIRD, 'passed');
    await read({ forgeId: '2' });
    expect(await modules.get(ENTITY)).toEqual({
      repository: 'https://forge.example 2',
      tip: THIRD,
    });
  });
});
