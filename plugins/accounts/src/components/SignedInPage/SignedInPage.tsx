import {
  EmptyState,
  FailureNote,
  LoadingState,
  PageFrame,
} from '@astrolabe/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useLoginAnswer } from '../../hooks/useLoginAnswer';
import { useTranslate } from '../../hooks/useTranslate';
import { accountsRouteRef } from '../../routes';

/** Where a service sends a person back who has signed in there, or has said no. */
export function SignedInPage() {
  const t = useTranslate();
  return (
    <PageFrame title={t('signedIn.title')}>
      <Content />
    </PageFrame>
  );
}

function Content(): ReactNode {
  const t = useTranslate();
  const { isAnswer, account, error } = useLoginAnswer();
  if (account) {
    return (
      <EmptyState
        title={t('signedIn.done', { name: account.title })}
        description={t('signedIn.doneHelp')}
        action={<ToAccounts />}
      />
    );
  }
  if (error !== undefined) {
    return (
      <Flex direction="column" gap="4" align="start">
        <FailureNote title={t('signedIn.failed')} error={error} />
        <ToAccounts />
      </Flex>
    );
  }
  if (isAnswer) return <LoadingState label={t('signedIn.linking')} />;
  return (
    <EmptyState
      title={t('signedIn.nothing')}
      description={t('signedIn.nothingHelp')}
      action={<ToAccounts />}
    />
  );
}

function ToAccounts() {
  const t = useTranslate();
  const accounts = useRouteRef(accountsRouteRef);
  return (
    <ButtonLink variant="primary" href={accounts?.() ?? '/accounts'}>
      {t('signedIn.toAccounts')}
    </ButtonLink>
  );
}
