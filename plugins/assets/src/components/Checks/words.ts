import type {
  CheckResult,
  CheckRun,
  CheckState,
} from '@astrolabe/plugin-assets-common';
import type { StatusTone } from '@astrolabe/ui';
import type { Translate } from '../../hooks/useTranslate';

export const stateTones: Record<CheckState, StatusTone> = {
  ...{ queued: 'neutral', running: 'busy', passed: 'good', failed: 'bad' },
  ...{ stopped: 'neutral', superseded: 'neutral', unclear: 'neutral' },
};

export const statusTones: Record<CheckResult['status'], StatusTone> = {
  ...{ queued: 'neutral', running: 'busy', passed: 'good', failed: 'bad' },
  skipped: 'neutral',
};

/** Who checks, in words; a Jenkins by its id. */
export function runnerName(runner: string, t: Translate): string {
  const [kind, id = ''] = runner.split(':');
  if (kind === 'jenkins') return t('checks.runner.jenkins', { id });
  return kind === 'portal' || kind === 'forge'
    ? t(`checks.runner.${kind}`)
    : runner;
}

/** What it was proposed by. */
export function pullWords(
  { pullRequest }: Pick<CheckRun, 'pullRequest'>,
  t: Translate,
): string {
  return pullRequest
    ? t('checks.cause.pullNumber', { number: String(pullRequest) })
    : t('checks.cause.pull');
}

/** What has begun it. */
export function causeWords(
  run: Pick<CheckRun, 'cause' | 'pullRequest'>,
  { t, person }: { t: Translate; person: string },
): string {
  if (run.cause === 'hand') return t('checks.cause.hand', { person });
  return run.cause === 'pull' ? pullWords(run, t) : t('checks.cause.push');
}

/** As forges show a commit. */
export function shortCommit({ commit }: Pick<CheckRun, 'commit'>): string {
  return commit.slice(0, 7);
}
