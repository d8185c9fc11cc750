import type { SavedSearchQuery } from '@astrolabe/plugin-assets-common';
import { CodeBlock, FailureState, ReadDialog } from '@astrolabe/ui';
import { Skeleton, Text } from '@backstage/ui';
import { useFeedAddress } from '../../hooks/useFeedAddress';
import { useTranslate } from '../../hooks/useTranslate';

/** Where a feed reader finds what comes, and how it signs in there. */
export function FeedDialog(props: {
  query: SavedSearchQuery;
  onClose(): void;
}) {
  const t = useTranslate();
  const { address, error, load } = useFeedAddress(props.query);
  return (
    <ReadDialog title={t('saved.feed')} onClose={props.onClose}>
      <Text>{t('saved.feedText')}</Text>
      {error !== undefined && <FailureState error={error} onRetry={load} />}
      {address === undefined && error === undefined && (
        <Skeleton width="100%" height={48} />
      )}
      {address !== undefined && (
        <CodeBlock label={t('saved.feedAddress')} code={address} />
      )}
      <Text color="secondary">{t('saved.feedSignIn')}</Text>
    </ReadDialog>
  );
}
