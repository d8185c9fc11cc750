import { FailureNote, ReadDialog } from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Flex, Link, Text } from '@backstage/ui';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { usersApiRef, type User } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './SecretsPage.module.css';

/** What runs with the value before goes on with it, unless it is restarted here. */
export function OldValueDialog(props: {
  name: string;
  users: readonly User[];
  onClose(): void;
}) {
  const t = useTranslate();
  return (
    <ReadDialog
      title={t('secrets.oldValueTitle', { name: props.name })}
      onClose={props.onClose}
    >
      <Text>{t('secrets.oldValueText')}</Text>
      <ul className={styles.list}>
        {props.users.map(user => (
          <Restart key={user.id} user={user} />
        ))}
      </ul>
    </ReadDialog>
  );
}

function Restart({ user: { id, title } }: { user: User }) {
  const t = useTranslate();
  const api = useApi(usersApiRef);
  const [{ value, error, loading }, restart] = useAsyncFn(
    () => api.restart(id),
    [api, id],
  );
  return (
    <li>
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Link href={`/workloads/${encodeURIComponent(id)}`}>{title}</Link>
        {value ? (
          <Text role="status">{t('secrets.restarted')}</Text>
        ) : (
          <Button
            variant="secondary"
            size="small"
            isPending={loading}
            aria-label={t('secrets.restartOf', { title })}
            onPress={restart}
          >
            {t('secrets.restart')}
          </Button>
        )}
      </Flex>
      {error && (
        <FailureNote title={t('secrets.restartFailed')} error={error} />
      )}
    </li>
  );
}
