import type { Secret, SecretList } from '@astrolabe/plugin-accounts-common';
import { DataTable, formatInstant, useLocale } from '@astrolabe/ui';
import { Button } from '@backstage/ui';
import type { User } from '../../api';
import { useScopeWords } from '../../hooks/useScopeWords';
import { useTranslate } from '../../hooks/useTranslate';
import { UserLinks } from '../UserLinks';
import { usersOf } from './usersOf';
import styles from './SecretsPage.module.css';

interface Props {
  list: SecretList;
  /** Workloads that are not over; undefined while they are not known. */
  users?: readonly User[];
  onOpen(doing: 'rotate' | 'remove' | 'history', secret: Secret): void;
}

/** All secrets, with what one may do with each. */
export function SecretTable({ list, users, onOpen }: Props) {
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
          <SecretRow key={secret.id} {...{ secret, list, users, onOpen }} />
        ))}
      </tbody>
    </DataTable>
  );
}

function SecretRow(props: Props & { secret: Secret }) {
  const { secret, list, users, onOpen } = props;
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
        <Uses {...{ secret, users }} />
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
          {secret.scope !== 'workload' && (
            <Button
              variant="secondary"
              size="small"
              isDisabled={!isReady}
              aria-label={t('secrets.removeOf', { name })}
              onPress={() => onOpen('remove', secret)}
            >
              {t('secrets.remove')}
            </Button>
          )}
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

/** What runs with it, by its name; else what used it last. */
function Uses({ secret, users }: { secret: Secret; users?: readonly User[] }) {
  const t = useTranslate();
  const locale = useLocale();
  const running = users && usersOf(secret.usedBy, users);
  if (running && running.length > 0) {
    return (
      <>
        <UserLinks users={running} />
        {isOlder(secret, running) && <> {t('secrets.olderValue')}</>}
      </>
    );
  }
  const [last] = secret.usedBy;
  if (!last) return <>{t('secrets.unused')}</>;
  return <>{t('secrets.lastUsed', { at: formatInstant(last.at, locale) })}</>;
}

/** Whether one of them runs with a value before the present one. */
function isOlder({ usedBy, version }: Secret, running: readonly User[]) {
  return usedBy.some(
    use =>
      use.version < version && running.some(({ id }) => id === use.objectId),
  );
}
