import { SBOM } from '../../checks/RunStore';
import { GoesOnLater } from '../pauses';
import type { Making } from './types';

/** So long the checks of the commit of a version are waited for. */
export const CHECKS_MINUTES = 60;
const LONGEST_MS = CHECKS_MINUTES * 60_000;
const PAUSE_MS = 10_000;

/**
 * Of which commits checks may say what is in a version: of the very one first, then of
 * that which it stands on, where nothing else has come in between.
 *
 * @throws GoesOnLater while the very one is being checked
 */
export async function checkedCommits(making: Making): Promise<string[]> {
  const { checks, facts, keep, kept } = making;
  const commit = facts.commit!;
  const since = facts.checksSince ?? new Date().toISOString();
  if (!facts.checksSince) {
    await checks.begin(commit);
    await keep({ checksSince: since });
  }
  const waitedMs = Date.now() - Date.parse(since);
  const mayCome =
    waitedMs < LONGEST_MS && (await checks.areFilesToCome(commit));
  if (mayCome && (await kept(SBOM, [commit])) === undefined) {
    throw new GoesOnLater(
      'the checks of its commit are waited for: its SBOM is of them',
      new Date(Date.now() + PAUSE_MS),
    );
  }
  return facts.pullRequest ? [commit] : [commit, facts.base];
}
