import type { CheckedModules } from '@astrolabe/plugin-assets-node';
import { parseAssetRef } from '@astrolabe/plugin-assets-common';
import type { ForgeOf } from '../publishing/PublishedSource';
import { placeOf } from '../publishing/placeOf';
import type {
  RepositoryRow,
  RepositoryStore,
} from '../publishing/RepositoryStore';
import { checkedOf, type RunStore } from './RunStore';
import type { CheckRun } from './types';

/** Which commit of a module others may go on with. */
export function passedCommit({
  forgeOf,
  repositories,
  runs,
}: {
  forgeOf: ForgeOf;
  repositories: Pick<RepositoryStore, 'get'>;
  runs: Pick<RunStore, 'list'>;
}): CheckedModules {
  return {
    async passed(entityRef) {
      const asset = parseAssetRef(entityRef);
      const row =
        asset?.kind === 'module'
          ? await repositories.get(asset.name)
          : undefined;
      // What checks of a private one came to is told to nobody else.
      if (!row || row.visibility === 'private') return undefined;
      const found = newestPassed(await runs.list(checkedOf(row)), row.branch);
      if (!found) return {};
      const isKnown = found.isPushed || (await isTip(row, found.commit));
      return isKnown ? { commit: found.commit } : {};
    },
  };

  /** Who checks a commit by hand may take any; what is gone on with is the branch's. */
  async function isTip(row: RepositoryRow, commit: string): Promise<boolean> {
    const forge = await forgeOf(row.personRef, row.account);
    const place = forge && (await placeOf(forge, row));
    const tip = place && (await forge.tip(place, row.branch));
    return tip?.commit === commit;
  }
}

/**
 * The commit that came last and has passed: by one runner at least, and none still
 * checks it or has found it wrong. Checked again, it is as old as it was.
 *
 * @param runs - newest first
 */
export function newestPassed(
  runs: readonly CheckRun[],
  branch: string,
): { commit: string; isPushed: boolean } | undefined {
  const byCommit = new Map<string, CheckRun[]>();
  for (const run of runs) {
    if (run.branch !== branch) continue;
    // Put in again where one is older: the last to be put in came last of all.
    const others = byCommit.get(run.commit) ?? [];
    byCommit.delete(run.commit);
    byCommit.set(run.commit, [...others, run]);
  }
  for (const [commit, its] of byCommit) {
    if (hasPassed(its)) {
      return { commit, isPushed: its.some(({ cause }) => cause !== 'hand') };
    }
  }
  return undefined;
}

function hasPassed(runs: readonly CheckRun[]): boolean {
  const last = new Map<string, CheckRun['state']>();
  for (const { runner, state } of runs) {
    if (!last.has(runner)) last.set(runner, state);
  }
  const states = [...last.values()];
  return (
    states.includes('passed') &&
    !states.some(state => ['failed', 'queued', 'running'].includes(state))
  );
}
