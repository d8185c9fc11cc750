import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { FailureState, LoadingState, PageFrame } from '@astrolabe/ui';
import { ButtonLink, useBreakpoint } from '@backstage/ui';
import { queryOf, useAssetQuery } from '../../hooks/useAssetQuery';
import { useAssets } from '../../hooks/useAssets';
import { useTranslate } from '../../hooks/useTranslate';
import { NEW_PATH, REPOSITORY_PATH } from '../../routes';
import { SavedBar } from '../SavedSearches';
import styles from './AssetsPage.module.css';
import { Chosen } from './Chosen';
import { Count } from './Count';
import { countChosen } from './facetState';
import { Facets } from './Facets';
import { FacetsDialog } from './FacetsDialog';
import { Results } from './Results';
import { SearchBar } from './SearchBar';

/** The assets of one kind: searched, narrowed, sorted; all of it in the address. */
export function AssetsPage({ kind }: { kind: AssetKind }) {
  const t = useTranslate();
  const { state, change } = useAssetQuery();
  const result = useAssets({ kind, ...queryOf(state) });
  const { page, error } = result;
  const isWide = useBreakpoint().up('md');
  // A heading over nothing to choose from would only be in the way.
  const hasFacets =
    countChosen(state.facets) > 0 ||
    Object.values(page?.facets ?? {}).some(values => values.length > 0);
  const facets = page && hasFacets && (
    <Facets offered={page.facets} state={state} change={change} />
  );

  const count = <Count kind={kind} result={result} />;
  const more = {
    dataset: { href: REPOSITORY_PATH, label: t('repository.link') },
    module: { href: NEW_PATH, label: t('project.link') },
  }[kind as string];

  return (
    <PageFrame
      title={t(`kind.${kind}.title`)}
      subtitle={t(`kind.${kind}.subtitle`)}
      actions={
        more && (
          <ButtonLink variant="secondary" href={more.href}>
            {more.label}
          </ButtonLink>
        )
      }
    >
      <SearchBar kind={kind} state={state} change={change} />
      <div className={styles.found}>
        {count}
        <SavedBar kind={kind} state={state} />
      </div>
      {error !== undefined && (
        <FailureState error={error} onRetry={result.retry} />
      )}
      {!page && error === undefined && (
        <LoadingState label={t(`kind.${kind}.loading`)} />
      )}
      {page && error === undefined && (
        <div
          className={`${styles.columns} ${isWide && facets ? styles.wide : ''}`}
        >
          {isWide || !facets ? (
            facets
          ) : (
            <FacetsDialog state={state} count={count}>
              {facets}
            </FacetsDialog>
          )}
          <div className={styles.results}>
            <Chosen state={state} change={change} />
            <Results
              kind={kind}
              state={state}
              change={change}
              result={{ ...result, page }}
            />
          </div>
        </div>
      )}
    </PageFrame>
  );
}
