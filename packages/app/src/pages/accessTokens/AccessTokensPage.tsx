import type { AccessTokenList } from '@astrolabe/plugin-communities-common';
import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { appTranslationRef } from '../../translation';
import { CreateDialog } from './CreateDialog';
import { TokenTable } from './TokenTable';

/** What one gave to programs, and the way to give more and to take it back. */
export function AccessTokensPage() {
  const { t } = useTranslationRef(appTranslationRef);
  const { ask } = useCommunitiesApi();
  const [isCreating, setCreating] = useState(false);
  const { value, error, retry } = useAsyncRetry(
    () => ask<AccessTokenList>('GET', '/v1/tokens'),
    [ask],
  );
  return (
    <PageFrame
      title={t('accessTokens.title')}
      subtitle={t('accessTokens.subtitle')}
      actions={
        value && (
          <Button variant="primary" onPress={() => setCreating(true)}>
            {t('accessTokens.create')}
          </Button>
        )
      }
    >
      {error && <FailureState error={error} onRetry={retry} />}
      {!value && !error && <LoadingState label={t('accessTokens.loading')} />}
      {value && value.items.length === 0 && (
        <EmptyState
          title={t('accessTokens.none')}
          description={t('accessTokens.noneText')}
        />
      )}
      {value && value.items.length > 0 && (
        <TokenTable tokens={value.items} onRevoked={retry} />
      )}
      {value && isCreating && (
        <CreateDialog
          limits={value.limits}
          onMade={retry}
          onClose={() => setCreating(false)}
        />
      )}
    </PageFrame>
  );
}
