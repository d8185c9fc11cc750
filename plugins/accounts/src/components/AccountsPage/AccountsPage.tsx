import type { Account } from '@astrolabe/plugin-accounts-common';
import {
  ConfirmDialog,
  EmptyState,
  FailureNote,
  FailureState,
  LoadingState,
  PageFrame,
} from '@astrolabe/ui';
import { Button, Flex, Text } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useState } from 'react';
import { useAccounts } from '../../hooks/useAccounts';
import { useOffer } from '../../hooks/useOffer';
import { useTranslate } from '../../hooks/useTranslate';
import { useUsers } from '../../hooks/useUsers';
import { AccountCard } from './AccountCard';
import { LinkDialog } from './LinkDialog';
import styles from './AccountsPage.module.css';

/** What is being linked: anything, or one again. */
type Linking = { again?: Account };

/** The services that a person has linked, and how they are. */
export function AccountsPage() {
  const t = useTranslate();
  const room = useAccounts();
  const offer = useOffer();
  const [linking, setLinking] = useState<Linking>();
  const begin = () => setLinking({});
  return (
    <PageFrame
      title={t('accounts.title')}
      subtitle={t('accounts.subtitle')}
      actions={
        room.accounts && room.accounts.length > 0 ? (
          <Button
            variant="primary"
            iconStart={<RiAddLine aria-hidden />}
            onPress={begin}
          >
            {t('accounts.link')}
          </Button>
        ) : undefined
      }
    >
      <Content
        {...room}
        onLink={begin}
        onRelink={again => setLinking({ again })}
      />
      {linking && (
        <LinkDialog
          services={room.services}
          offer={offer}
          again={linking.again}
          onLinked={() => {
            setLinking(undefined);
            room.load();
          }}
          onClose={() => setLinking(undefined)}
        />
      )}
    </PageFrame>
  );
}

function Content(
  props: ReturnType<typeof useAccounts> & {
    onLink(): void;
    onRelink(account: Account): void;
  },
) {
  const { accounts, services, error, busy, load } = props;
  const t = useTranslate();
  const users = useUsers();
  const [doomed, setDoomed] = useState<Account>();
  if (!accounts) {
    return error === undefined ? (
      <LoadingState label={t('accounts.loading')} />
    ) : (
      <FailureState error={error} onRetry={load} />
    );
  }
  if (accounts.length === 0) {
    return (
      <EmptyState
        title={t('accounts.emptyTitle')}
        description={t('accounts.emptyDescription')}
        action={
          <Button variant="primary" onPress={props.onLink}>
            {t('accounts.linkFirst')}
          </Button>
        }
      />
    );
  }
  return (
    <Flex direction="column" gap="4">
      {error !== undefined && (
        <FailureNote title={t('accounts.failed')} error={error} />
      )}
      {props.incomplete && (
        <Text role="status">{t('accounts.incomplete')}</Text>
      )}
      <ul className={styles.list} aria-label={t('accounts.list')}>
        {accounts.map(account => (
          <AccountCard
            key={account.id}
            account={account}
            service={services.find(({ id }) => id === account.service)}
            users={users}
            isBusy={busy === account.id}
            onVerify={() => props.verify(account)}
            onRelink={() => props.onRelink(account)}
            onUnlink={() => setDoomed(account)}
          />
        ))}
      </ul>
      <ConfirmDialog
        isOpen={doomed !== undefined}
        onOpenChange={isOpen => !isOpen && setDoomed(undefined)}
        title={t('accounts.unlinkTitle', { name: doomed?.title ?? '' })}
        body={t('accounts.unlinkBody')}
        confirmLabel={t('accounts.unlink')}
        isDangerous
        onConfirm={() => doomed && props.unlink(doomed)}
      />
    </Flex>
  );
}
