import {
  isOver,
  type CheckResult,
  type CheckRun,
} from '@astrolabe/plugin-assets-common';
import {
  DataTable,
  ExternalLink,
  formatDuration,
  safeHref,
  StatusBadge,
} from '@astrolabe/ui';
import { Button, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './Checks.module.css';
import { statusTones } from './words';

/** What each check of a run said. */
export function CheckTable(props: {
  run: CheckRun;
  openLog(check: string): void;
}) {
  const { run, openLog } = props;
  const t = useTranslate();
  if (run.checks.length === 0) {
    const none = isOver(run) ? 'checks.page.noneDone' : 'checks.page.noResults';
    return <Text as="p">{t(none)}</Text>;
  }
  return (
    <DataTable label={t('checks.page.table')} className={styles.results}>
      <thead>
        <tr>
          <th scope="col">{t('checks.page.result')}</th>
          <th scope="col">{t('checks.page.name')}</th>
          <th scope="col">{t('checks.page.took')}</th>
          <th scope="col">{t('checks.page.log')}</th>
        </tr>
      </thead>
      <tbody>
        {run.checks.map(check => (
          <Row key={check.name} check={check} openLog={openLog} />
        ))}
      </tbody>
    </DataTable>
  );
}

function Row(props: { check: CheckResult; openLog(check: string): void }) {
  const { name, status, seconds, reason, hasLog, url } = props.check;
  const t = useTranslate();
  return (
    <tr>
      <td>
        <StatusBadge tone={statusTones[status]}>
          {t(`checks.status.${status}`)}
        </StatusBadge>
      </td>
      <td>
        {safeHref(url) ? <ExternalLink href={url!}>{name}</ExternalLink> : name}
        {reason && (
          <p className={styles.reason} lang="en">
            <Text variant="body-small" color="secondary">
              {reason}
            </Text>
          </p>
        )}
      </td>
      <td>{seconds !== undefined && formatDuration(seconds)}</td>
      <td>
        {hasLog && (
          <Button
            variant="secondary"
            size="small"
            id={logButtonId(name)}
            aria-label={t('checks.page.showLog', { name })}
            onPress={() => props.openLog(name)}
          >
            {t('checks.page.log')}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Of the button that opens the log of a check. */
export function logButtonId(check: string): string {
  return `log-of-${encodeURIComponent(check)}`;
}
