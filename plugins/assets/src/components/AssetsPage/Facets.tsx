import {
  assetFacets,
  type AssetFacet,
  type AssetPage,
} from '@astrolabe/plugin-assets-common';
import { Button, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './AssetsPage.module.css';
import { Facet } from './Facet';
import { countChosen, withFacet } from './facetState';
import type { ListProps } from './ListProps';

/** Everything that a list can be narrowed by, with what each choice would give. */
export function Facets(
  props: ListProps & {
    offered: AssetPage['facets'];
  },
) {
  const { state, change, offered } = props;
  const t = useTranslate();
  const choose = (facet: AssetFacet, values: string[]) =>
    change({ facets: withFacet(state.facets, facet, values) });

  return (
    <section aria-label={t('facet.label')} className={styles.facets}>
      <div className={styles.more}>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('facet.label')}
        </Text>
        {countChosen(state.facets) > 0 && (
          <Button
            variant="tertiary"
            size="small"
            onPress={() => change({ facets: {} })}
          >
            {t('facet.clearAll')}
          </Button>
        )}
      </div>
      {assetFacets.map(facet => (
        <Facet
          key={facet}
          facet={facet}
          offered={offered[facet] ?? []}
          chosen={state.facets[facet] ?? []}
          onChange={values => choose(facet, values)}
        />
      ))}
    </section>
  );
}
