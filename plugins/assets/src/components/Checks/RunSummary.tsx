import type { CheckResult, CheckRun } from '@astrolabe/plugin-assets-common';
import {
  formatDuration,
  formatInstant,
  PlainList,
  StatusBadge,
  useLocale,
} from '@astrolabe/ui';
import { Link, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { checkRunPath } from '../../routes';
import styles from './Checks.module.css';
import {
  pullWords,
  runnerName,
  shortCommit,
  stateTones,
  statusTones,
} from './words';

/** In a card; the page of the run has all. */
const SHOWN = 6;

/** A run with what came of each check, and the way to all of it. */
export function RunSummary({ name, run }: { name: string; run: CheckRun }) {
  const t = useTranslate();
  const locale = useLocale();
  const isBad = ({ status }: CheckResult) => status === 'failed';
  const first = [
    ...run.checks.filter(isBad),
    ...run.checks.filter(check => !isBad(check)),
  ];
  const more = first.length - SHOWN;
  return (
    <div className={styles.run}>
      <RunLine name={name} run={run} />
      <Text as="p" variant="body-small" color="secondary">
        {[
          runnerName(run.runner, t),
          formatInstant(run.endedAt ?? run.createdAt, locale),
        ].join(' · ')}
      </Text>
      {run.reason && (
        <p className={styles.reason} lang="en">
          {run.reason}
        </p>
      )}
      {first.length > 0 && (
        <div className={styles.checks}>
          <PlainList>
            {first.slice(0, SHOWN).map(check => (
              <li key={check.name}>
                <Result check={check} />
              </li>
            ))}
          </PlainList>
        </div>
      )}
      {more > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('checks.more', { count: more })}
        </Text>
      )}
    </div>
  );
}

/** A run in a line. */
export function RunLine({ name, run }: { name: string; run: CheckRun }) {
  const t = useTranslate();
  const commit = shortCommit(run);
  return (
    <div className={styles.line}>
      <StatusBadge tone={stateTones[run.state]}>
        {t(`checks.state.${run.state}`)}
      </StatusBadge>
      <Link
        href={checkRunPath(name, run.id)}
        aria-label={t('checks.openRun', {
          ...{ commit, branch: run.branch },
          runner: runnerName(run.runner, t),
        })}
      >
        {t('checks.of', { commit, branch: run.branch })}
      </Link>
      {run.cause === 'pull' && (
        <Text variant="body-small" color="secondary">
          {pullWords(run, t)}
        </Text>
      )}
    </div>
  );
}

function Result({ check }: { check: CheckResult }) {
  const t = useTranslate();
  const { name, status, seconds, reason } = check;
  return (
    <>
      <div className={styles.line}>
        <StatusBadge tone={statusTones[status]}>
          {t(`checks.status.${status}`)}
        </StatusBadge>
        <Text>{name}</Text>
        {seconds !== undefined && (
          <Text variant="body-small" color="secondary">
            {formatDuration(seconds)}
          </Text>
        )}
      </div>
      {status === 'failed' && reason && (
        <p className={styles.reason} lang="en">
          {reason}
        </p>
      )}
    </>
  );
}
