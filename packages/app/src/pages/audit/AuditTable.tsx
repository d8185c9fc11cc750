import type { AuditEntry } from '@astrolabe/plugin-communities-common';
import {
  DataTable,
  formatInstant,
  StatusBadge,
  useLocale,
  type StatusTone,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../../translation';
import styles from '../Table.module.css';

const tones: Record<AuditEntry['outcome'], StatusTone> = {
  succeeded: 'good',
  failed: 'bad',
  started: 'neutral',
};

/** Entries of the audit log, as a plain table: nothing in it is chosen. */
export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const { t } = useTranslationRef(appTranslationRef);
  const columns = [
    'at',
    'actor',
    'event',
    'object',
    'outcome',
    'address',
  ] as const;
  return (
    <DataTable label={t('audit.table')} className={styles.table}>
      <thead>
        <tr>
          {columns.map(name => (
            <th key={name} scope="col">
              {t(`audit.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map(entry => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </tbody>
    </DataTable>
  );
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslationRef(appTranslationRef);
  const locale = useLocale();
  return (
    <tr>
      <th scope="row">
        <time dateTime={entry.at}>
          {formatInstant(entry.at, locale, { withSeconds: true })}
        </time>
      </th>
      <td>
        {entry.actor}
        {entry.tokenId && (
          <div>{t('audit.token', { id: entry.tokenId.slice(-8) })}</div>
        )}
      </td>
      <td>
        {entry.event}
        <div>{entry.plugin}</div>
      </td>
      <td>{entry.object}</td>
      <td>
        <StatusBadge tone={tones[entry.outcome]}>
          {t(`audit.${entry.outcome}`)}
        </StatusBadge>
        {entry.error && <div>{entry.error}</div>}
      </td>
      <td>{entry.address}</td>
    </tr>
  );
}
