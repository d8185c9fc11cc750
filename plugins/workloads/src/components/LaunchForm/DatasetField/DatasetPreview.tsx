import {
  AssetsClient,
  type DatasetDescription,
} from '@astrolabe/plugin-assets-common';
import { FailureNote, formatBytes, useLocale } from '@astrolabe/ui';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useTranslate } from '../../../hooks/useTranslate';

/** What would be fetched, before anything is. */
export function DatasetPreview({ source }: { source: string }) {
  const t = useTranslate();
  const { fetch } = useApi(fetchApiRef);
  const { value, error, loading, retry } = useAsyncRetry(
    () =>
      new AssetsClient({ baseUrl: 'plugin://assets', fetch }).describeDataset(
        source,
      ),
    [fetch, source],
  );
  if (loading) {
    return (
      <Text as="p" role="status" variant="body-small" color="secondary">
        {t('dataset.asking')}
      </Text>
    );
  }
  if (error) {
    return (
      <FailureNote title={t('dataset.unknown')} error={error}>
        <Button size="small" variant="secondary" onPress={retry}>
          {t('dataset.again')}
        </Button>
      </FailureNote>
    );
  }
  return value ? <Described dataset={value} /> : null;
}

function Described({ dataset }: { dataset: DatasetDescription }) {
  const t = useTranslate();
  const locale = useLocale();
  const { title, repository, license, access, filesTotal } = dataset;
  const size = formatBytes(dataset.bytesTotal ?? 0, locale);
  const files = t(dataset.sizeKnown ? 'dataset.files' : 'dataset.atLeast', {
    count: filesTotal,
    size,
  });
  const facts = [repository.title, filesTotal > 0 && files, license?.name];
  const problem =
    (access !== 'open' && t('dataset.closed')) ||
    (filesTotal === 0 && t('dataset.noFiles'));
  return (
    <div role="status">
      <Text as="p" style={{ margin: 0, overflowWrap: 'anywhere' }}>
        {title}
      </Text>
      <Text as="p" variant="body-small" color="secondary" style={{ margin: 0 }}>
        {facts.filter(Boolean).join(' · ')}
      </Text>
      {problem && <Alert status="warning" icon title={problem} />}
    </div>
  );
}
