import type { AuditPage as Entries } from '@astrolabe/plugin-communities-common';
import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
} from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';
import { appTranslationRef } from '../../translation';
import { AuditTable } from './AuditTable';
import { Filters } from './Filters';
import { addressOf, useAuditQuery } from './useAuditQuery';

/** Who did what: one's own part, and everybody's for operators. */
export function AuditPage() {
  const { t } = useTranslationRef(appTranslationRef);
  const { ask } = useCommunitiesApi();
  const { view, show } = useAuditQuery();
  const address = addressOf(view);
  const { value, error, loading, retry } = useAsyncRetry(
    () => ask<Entries>('GET', address),
    [ask, address],
  );
  return (
    <PageFrame title={t('audit.title')} subtitle={t('audit.subtitle')}>
      <Filters key={JSON.stringify(view)} view={view} onShow={show} />
      {error && <FailureState error={error} onRetry={retry} />}
      {loading && !value && <LoadingState label={t('audit.loading')} />}
      {value && !error && value.items.length === 0 && (
        <EmptyState title={t('audit.none')} description={t('audit.noneText')} />
      )}
      {value && !error && value.items.length > 0 && (
        <AuditTable entries={value.items} />
      )}
      {value?.nextCursor && !error && (
        <div>
          <Button
            variant="secondary"
            onPress={() => show({ ...view, cursor: value.nextCursor })}
          >
            {t('audit.older')}
          </Button>
        </div>
      )}
    </PageFrame>
  );
}
