import { timeOf, wordsOf } from '../reports';
import type { CheckResult, CheckState, RunReport } from '../../types';

export interface Build {
  url: string;
  building: boolean;
  result: string | null;
  /** Milliseconds since 1970, and how many it took. */
  timestamp: number;
  duration: number;
}

export interface Stage {
  name: string;
  status: string;
  durationMillis?: number;
  error?: { message?: string };
}

/** What is not in here is not known. */
const results: Record<string, CheckState> = {
  SUCCESS: 'passed',
  UNSTABLE: 'failed',
  FAILURE: 'failed',
  ABORTED: 'stopped',
  NOT_BUILT: 'stopped',
};

const stages: Record<string, CheckResult['status']> = {
  SUCCESS: 'passed',
  FAILED: 'failed',
  UNSTABLE: 'failed',
  ABORTED: 'skipped',
  NOT_EXECUTED: 'skipped',
  QUEUED: 'queued',
};

const statuses: Record<CheckState, CheckResult['status']> = {
  ...{ queued: 'queued', running: 'running', passed: 'passed' },
  ...{ failed: 'failed', stopped: 'skipped', superseded: 'skipped' },
  unclear: 'failed',
};

/** A build is a check, which has the log; each stage of its pipeline is another. */
export function reportOf(build: Build, found: Stage[]): RunReport {
  const { building, result, timestamp, duration, url } = build;
  const state = building ? 'running' : results[result ?? ''] ?? 'unclear';
  const startedAt = timeOf(timestamp);
  const its: CheckResult = {
    ...{ name: 'build', hasLog: true, url },
    status: statuses[state],
    seconds: building ? undefined : Math.round(duration / 1000),
    reason:
      result === 'UNSTABLE' ? 'Some of its tests have failed.' : undefined,
  };
  return {
    ...{ state, url, startedAt },
    checks: [its, ...found.map(each => fromStage(each, building))],
    endedAt: building ? undefined : timeOf(timestamp + duration),
  };
}

function fromStage(
  { name, status, durationMillis, error }: Stage,
  building: boolean,
): CheckResult {
  // A build that has ended runs none of them any more, whatever is said of it.
  const its = stages[status] ?? (building ? 'running' : 'skipped');
  const isOver = its !== 'running' && its !== 'queued';
  return {
    ...{ name, status: its, hasLog: false, reason: wordsOf(error?.message) },
    seconds:
      isOver && durationMillis !== undefined
        ? Math.round(durationMillis / 1000)
        : undefined,
  };
}
