import type { Me } from '@astrolabe/plugin-communities-common';
import {
  EmptyState,
  FailureState,
  LoadingState,
  PageFrame,
  PlainList,
} from '@astrolabe/ui';
import { ResponseError } from '@backstage/errors';
import {
  fetchApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { translationRef } from '../translation';

/** Says where one is a member, as a beginning. `plugin://<room>` leads to a room's API. */
export function Page() {
  const { t } = useTranslationRef(translationRef);
  const { fetch } = useApi(fetchApiRef);
  const { value, error, loading, retry } = useAsyncRetry(async () => {
    const response = await fetch('plugin://communities/v1/me');
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const { memberships } = (await response.json()) as Me;
    return memberships;
  }, [fetch]);
  return (
    <PageFrame title={t('title')} subtitle={t('summary')}>
      {loading && <LoadingState label={t('loading')} />}
      {error && !loading && <FailureState error={error} onRetry={retry} />}
      {value?.length === 0 && (
        <EmptyState title={t('empty')} description={t('emptyText')} />
      )}
      <PlainList>
        {value?.map(({ community, title, tierTitle }) => (
          <li key={community}>{t('member', { title, tier: tierTitle })}</li>
        ))}
      </PlainList>
    </PageFrame>
  );
}
