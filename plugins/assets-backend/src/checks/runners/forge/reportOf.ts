import type { CheckState, RunReport } from '../../types';
import { onePage, uniquely } from '../reports';
import type { ForgeCheck, ForgeChecks } from './types';

/** So long a forge may take until it begins with a commit. */
const PATIENCE_MS = 15 * 60_000;
/** What has ended just now may be followed by another. */
const SETTLES_MS = 20_000;

/**
 * What a forge says, as a run.
 *
 * @param since when it was asked for first
 */
export function reportOf(found: ForgeChecks, since: string): RunReport {
  const checks = uniquely(found.checks);
  const ends = checks.map(({ endedAt }) => endedAt ?? '');
  const { state, reason } = stateOf(found, { since, ends });
  const isOver = state !== 'running' && state !== 'queued';
  return {
    ...{ state, reason },
    checks: checks.map(({ name, status, seconds, reason: said, url, log }) => ({
      ...{ name, status, seconds, hasLog: log !== undefined },
      ...{ reason: said?.slice(0, 500), url: onePage(url) },
    })),
    startedAt: checks
      .map(({ startedAt }) => startedAt ?? '')
      .sort()
      .find(Boolean),
    endedAt: isOver ? ends.sort().at(-1) || undefined : undefined,
  };
}

function stateOf(
  { checks, isOn }: ForgeChecks,
  { since, ends }: { since: string; ends: string[] },
): { state: CheckState; reason?: string } {
  const has = (is: (check: ForgeCheck) => boolean) => checks.some(is);
  if (checks.length === 0) {
    const isPatient = Date.now() - Date.parse(since) < PATIENCE_MS;
    if (isOn || isPatient) {
      return { state: 'queued', reason: 'Its forge has not begun yet.' };
    }
    return {
      state: 'unclear',
      reason: 'Its forge has not checked this commit.',
    };
  }
  const hasBegun = has(({ status }) => status !== 'queued');
  const isAtWork = has(({ status }) => ['queued', 'running'].includes(status));
  if (isOn || isAtWork) return { state: hasBegun ? 'running' : 'queued' };
  const failed = checks.filter(
    ({ status, isOptional }) => status === 'failed' && !isOptional,
  );
  if (failed.length > 0) return { state: 'failed' };
  const last = Math.max(...ends.filter(Boolean).map(each => Date.parse(each)));
  if (Date.now() - last < SETTLES_MS) {
    const reason = 'It is seen whether another check follows.';
    return { state: 'running', reason };
  }
  if (has(({ isStopped }) => Boolean(isStopped))) return { state: 'stopped' };
  if (!has(({ status }) => status !== 'skipped')) {
    return { state: 'unclear', reason: 'All of its checks were skipped.' };
  }
  return { state: 'passed' };
}
