import type { Secret, SecretList } from '@astrolabe/plugin-accounts-common';
import { DataTable, formatInstant, useLocale } from '@astrolabe/ui';
import { Button, Link } from '@backstage/ui';
import { useScopeWords } from '../../hooks/useScopeWords';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './SecretsPage.module.css';

interface Props {
  list: SecretList;
  onOpen(doing: 'rotate' | 'remove' | 'history', secret: Secret): void;
}

/** All secrets, with what one may do with each. */
export function SecretTable({ list, onOpen }: Props) {
  const t = useTranslate();
  return (
    <DataTable label={t('secrets.table')} className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('secrets.colName')}</th>
          <th scope="col">{t('secrets.colKind')}</th>
          <th scope="col">{t('secrets.colScope')}</th>
          <th scope="col">{t('secrets.colChanged')}</th>
          <th scope="col">{t('secrets.colExpires')}</th>
          <th scope="col">{t('secrets.colUsed')}</th>
          <th scope="col">{t('secrets.colActions')}</th>
        </tr>
      </thead>
      <tbody>
        {list.items.map(secret => (
          <SecretRow key={secret.id} {...{ secret, list, onOpen }} />
        ))}
      </tbody>
    </DataTable>
  );
}

function SecretRow({ secret, list, onOpen }: Props & { secret: Secret }) {
  const t = useTranslate();
  const locale = useLocale();
  const scopeWords = useScopeWords(list.communities);
  const { name, kind, changedAt } = secret;
  const isReady = list.store.state === 'ready';
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{t(`secrets.kind.${kind}`)}</td>
      <td>{scopeWords(secret)}</td>
      <td>{formatInstant(changedAt, locale)}</td>
      <td>
        <Expiry secret={secret} />
      </td>
      <td>
        <Uses secret={secret} />
      </td>
      <td>
        <div className={styles.actions}>
          <Button
            variant="secondary"
            size="small"
            isDisabled={!isReady}
            aria-label={t('secrets.rotateOf', { name })}
            onPress={() => onOpen('rotate', secret)}
          >
            {t('secrets.rotate')}
          </Button>
          <Button
            variant="secondary"
            size="small"
            aria-label={t('secrets.historyOf', { name })}
            onPress={() => onOpen('history', secret)}
          >
            {t('secrets.history')}
          </Button>
          <Button
            variant="secondary"
            size="small"
            isDisabled={!isReady}
            aria-label={t('secrets.removeOf', { name })}
            onPress={() => onOpen('remove', secret)}
          >
            {t('secrets.remove')}
          </Button>
        </div>
      </td>
    </tr>
  );
}

function Expiry({ secret: { expiresAt } }: { secret: Secret }) {
  const t = useTranslate();
  const locale = useLocale();
  if (!expiresAt) return <>{t('secrets.never')}</>;
  const at = formatInstant(expiresAt, locale);
  const isOver = Date.parse(expiresAt) <= Date.now();
  return <>{isOver ? t('secrets.hasExpired', { at }) : at}</>;
}

function Uses({ secret: { usedBy } }: { secret: Secret }) {
  const t = useTranslate();
  const locale = useLocale();
  if (usedBy.length === 0) return <>{t('secrets.unused')}</>;
  return (
    <ul className={styles.list}>
      {usedBy.slice(0, 3).map(({ by, objectId, at }) => (
        <li key={objectId}>
          {by === 'workloads' ? (
            <Link href={`/workloads/${encodeURIComponent(objectId)}`}>
              {t('secrets.workload', { id: objectId.slice(0, 8) })}
            </Link>
          ) : (
            objectId
          )}{' '}
          {formatInstant(at, locale)}
        </li>
      ))}
    </ul>
  );
}
