import type { AssetKind, AssetPage } from '@astrolabe/plugin-assets-common';
import { EmptyState, useErrorWords } from '@astrolabe/ui';
import { Alert, Button, Text } from '@backstage/ui';
import type { AssetsResult } from '../../hooks/useAssets';
import { useTranslate } from '../../hooks/useTranslate';
import { AssetCards } from './AssetCards';
import styles from './AssetsPage.module.css';
import { AssetTable } from './AssetTable';
import { countChosen } from './facetState';
import type { ListProps } from './ListProps';

/** What was found, and the way to more of it. */
export function Results(
  props: ListProps & {
    kind: AssetKind;
    result: AssetsResult & { page: AssetPage };
  },
) {
  const { kind, state, result } = props;
  const { page, isPending } = result;
  const t = useTranslate();
  const errorWords = useErrorWords();
  const List = state.view === 'table' ? AssetTable : AssetCards;
  return (
    <>
      {page.items.length === 0 ? (
        <Nothing {...props} />
      ) : (
        <div className={isPending ? styles.stale : undefined}>
          <List label={t(`kind.${kind}.title`)} assets={page.items} />
        </div>
      )}
      {result.moreError !== undefined && (
        <div role="alert">
          <Alert
            status="danger"
            icon
            title={t('list.moreFailed')}
            description={errorWords(result.moreError).title}
          />
        </div>
      )}
      {page.nextCursor && (
        <div className={styles.more}>
          <Button
            variant="secondary"
            isPending={result.isLoadingMore}
            onPress={result.loadMore}
          >
            {t('list.more')}
          </Button>
          <Text color="secondary">
            {t('list.shown', {
              shown: String(page.items.length),
              total: String(page.totalItems),
            })}
          </Text>
        </div>
      )}
    </>
  );
}

/** Nothing found: because of what one asked for, or because there is nothing. */
function Nothing({ kind, state, change }: ListProps & { kind: AssetKind }) {
  const t = useTranslate();
  const isNarrowed = state.text !== '' || countChosen(state.facets) > 0;
  if (!isNarrowed) {
    return (
      <EmptyState
        title={t(`kind.${kind}.none`)}
        description={t('list.noneText')}
      />
    );
  }
  return (
    <EmptyState
      title={t('list.notFound')}
      description={t('list.notFoundText')}
      action={
        <Button
          variant="secondary"
          onPress={() => change({ text: '', facets: {} })}
        >
          {t('list.showAll')}
        </Button>
      }
    />
  );
}
