import {
  assetSearchParams,
  type SavedSearchQuery,
} from '@astrolabe/plugin-assets-common';
import { CodeBlock, ReadDialog } from '@astrolabe/ui';
import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';

/** Where a feed reader finds what comes, and how it signs in there. */
export function FeedDialog(props: {
  query: SavedSearchQuery;
  onClose(): void;
}) {
  const t = useTranslate();
  const discovery = useApi(discoveryApiRef);
  const [base, setBase] = useState('');
  useEffect(() => {
    discovery.getBaseUrl('assets').then(setBase, () => setBase(''));
  }, [discovery]);
  const { sort: _, ...query } = props.query;
  return (
    <ReadDialog title={t('saved.feed')} onClose={props.onClose}>
      <Text>{t('saved.feedText')}</Text>
      <CodeBlock
        label={t('saved.feedAddress')}
        code={`${base}/v1/assets.atom?${assetSearchParams(query)}`}
      />
      <Text color="secondary">{t('saved.feedSignIn')}</Text>
    </ReadDialog>
  );
}
