import { EmptyState, LoadingState, PageFrame } from '@astrolabe/ui';
import { Alert, Button, ButtonLink, Flex, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { useWorkloads } from '../../hooks/useWorkloads';
import { Failure, FailureNote } from '../shared/Failure';
import { Listing } from './Listing';

/** Everything that the person has launched, live. */
export function WorkloadsPage() {
  const t = useTranslate();
  return (
    <PageFrame title={t('list.title')} subtitle={t('list.subtitle')}>
      <Content />
    </PageFrame>
  );
}

function Content() {
  const t = useTranslate();
  const { listing, error, isLive, isLoadingMore, load, loadMore, apply } =
    useWorkloads();
  if (!listing) {
    return error === undefined ? (
      <LoadingState label={t('list.loading')} />
    ) : (
      <Failure error={error} onRetry={load} />
    );
  }
  if (listing.items.length === 0) return <NothingYet />;
  return (
    <Flex direction="column" gap="4">
      {!isLive && <Alert status="info" icon title={t('list.updatesMissing')} />}
      {error !== undefined && (
        <FailureNote title={t('action.failed')} error={error} />
      )}
      <Listing
        workloads={listing.items}
        hasMore={listing.nextCursor !== undefined}
        apply={apply}
      />
      <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
        <Text color="secondary" role="status">
          {t('list.shown', {
            shown: String(listing.items.length),
            total: String(listing.totalItems),
          })}
        </Text>
        {listing.nextCursor && (
          <Button
            variant="secondary"
            isPending={isLoadingMore}
            onPress={loadMore}
          >
            {t('list.more')}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}

function NothingYet() {
  const t = useTranslate();
  return (
    <EmptyState
      title={t('list.emptyTitle')}
      description={t('list.emptyDescription')}
      action={
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <ButtonLink href="/modules" variant="primary">
            {t('list.emptyAction')}
          </ButtonLink>
          <ButtonLink href="/tools" variant="secondary">
            {t('list.browseTools')}
          </ButtonLink>
        </Flex>
      }
    />
  );
}
