import type { DatasetSummary } from '@astrolabe/plugin-assets-common';
import {
  EmptyState,
  FailureState,
  formatNumber,
  LoadingState,
  Section,
  useLocale,
} from '@astrolabe/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { assetsApiRef } from '../../api';
import { useTranslate } from '../../hooks/useTranslate';
import { DatasetFacts } from './DatasetFacts';
import styles from './RepositoryPage.module.css';

/** What Zenodo finds, a page at a time. */
export function Found(props: {
  text: string;
  page: number;
  ask(text: string, page?: number): void;
}) {
  const { text, page, ask } = props;
  const t = useTranslate();
  const locale = useLocale();
  const api = useApi(assetsApiRef);
  const { value, error, loading, retry } = useAsyncRetry(
    () => api.searchDatasets({ text, page }),
    [api, text, page],
  );
  if (error && !loading) return <FailureState error={error} onRetry={retry} />;
  if (loading || !value) {
    return <LoadingState label={t('repository.searching')} />;
  }
  if (value.items.length === 0) {
    return (
      <EmptyState
        title={t('repository.none')}
        description={t('repository.noneText')}
      />
    );
  }
  return (
    <>
      <Text as="p" role="status">
        {t('repository.found', {
          total: formatNumber(value.totalItems, locale),
        })}
      </Text>
      <ul className={styles.list}>
        {value.items.map(item => (
          <li key={item.source}>
            <FoundItem item={item} onLook={() => ask(item.source)} />
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        {page > 1 && (
          <Button variant="secondary" onPress={() => ask(text, page - 1)}>
            {t('repository.before')}
          </Button>
        )}
        {value.nextPage && (
          <Button variant="secondary" onPress={() => ask(text, value.nextPage)}>
            {t('repository.next')}
          </Button>
        )}
      </div>
    </>
  );
}

function FoundItem(props: { item: DatasetSummary; onLook(): void }) {
  const { item, onLook } = props;
  const t = useTranslate();
  return (
    <Section title={item.title}>
      <div className={styles.found}>
        <DatasetFacts dataset={item} />
        <div className={styles.actions}>
          <Button
            variant="secondary"
            aria-label={t('repository.lookAt', { title: item.title })}
            onPress={onLook}
          >
            {t('repository.details')}
          </Button>
        </div>
      </div>
    </Section>
  );
}
