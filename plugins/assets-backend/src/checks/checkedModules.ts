import type { CheckedModules } from '@astrolabe/plugin-assets-node';
import { parseAssetRef } from '@astrolabe/plugin-assets-common';
import type {
  RepositoryRow,
  RepositoryStore,
} from '../publishing/RepositoryStore';
import { checkedOf, type RunStore } from './RunStore';
import type { CheckRun } from './types';

/** Which commits of a module others may go on with, of what this room knows by itself. */
export function checkedModules({
  launches,
  repositories,
  runs,
}: {
  /** Whether the module of that name is of a repository, and anybody can launch it. */
  launches: (name: string) => boolean;
  repositories: Pick<RepositoryStore, 'get'>;
  runs: Pick<RunStore, 'list'>;
}): CheckedModules {
  return {
    async get(entityRef) {
      const asset = parseAssetRef(entityRef);
      if (asset?.kind !== 'module' || !launches(asset.name)) return undefined;
      const row = await repositories.get(asset.name, 'module');
      // What checks of a private one came to is told to nobody else.
      if (!row?.tip || row.visibility !== 'public') return undefined;
      const { forge, forgeId, tip } = row;
      const passed = newestPassed(await runs.list(checkedOf(row)), row);
      return {
        ...{ repository: `${forge} ${forgeId}`, tip },
        ...(passed && { passed }),
      };
    },
  };
}

/**
 * What the branch is at, where that has passed; else the last that was pushed to it and
 * has. A commit that was only checked by hand may be anybody's, and of any age.
 *
 * @param runs - newest first
 */
export function newestPassed(
  runs: readonly CheckRun[],
  { branch, tip }: Pick<RepositoryRow, 'branch' | 'tip'>,
): string | undefined {
  const pushed = runs
    .filter(run => run.cause === 'push' && run.branch === branch)
    .map(({ commit }) => commit);
  return [tip, ...pushed].find(commit =>
    hasPassed(runs.filter(run => run.commit === commit)),
  );
}

/**
 * By one runner at least, and none has found it wrong or has yet to say. What is checked
 * again is as it was until that has an outcome.
 */
function hasPassed(runs: readonly CheckRun[]): boolean {
  const runners = [...new Set(runs.map(({ runner }) => runner))];
  const verdicts = runners.map(runner => {
    const its = runs.filter(run => run.runner === runner);
    const states = its.map(({ state }) => state);
    return (
      states.find(state => state === 'passed' || state === 'failed') ??
      states[0]
    );
  });
  return (
    verdicts.includes('passed') &&
    !verdicts.some(state => ['failed', 'queued', 'running'].includes(state))
  );
}
