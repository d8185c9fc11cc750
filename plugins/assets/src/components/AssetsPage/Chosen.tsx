import { assetFacets } from '@astrolabe/plugin-assets-common';
import { Button } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useTranslate } from '../../hooks/useTranslate';
import styles from './AssetsPage.module.css';
import { countChosen, facetText, withFacet } from './facetState';
import type { ListProps } from './ListProps';

/** What the list is narrowed by, each to be taken back with one press. */
export function Chosen({ state, change }: ListProps) {
  const t = useTranslate();
  if (countChosen(state.facets) === 0) return null;
  const chosen = assetFacets.flatMap(facet =>
    (state.facets[facet] ?? []).map(value => ({ facet, value })),
  );
  return (
    <div className={styles.chosen}>
      <ul aria-label={t('facet.chosen')}>
        {chosen.map(({ facet, value }) => (
          <li key={`${facet} ${value}`}>
            <Button
              variant="secondary"
              size="small"
              iconEnd={<RiCloseLine aria-hidden="true" />}
              aria-label={t('facet.remove', {
                facet: t(`facet.${facet}`),
                value: facetText(facet, value, t),
              })}
              onPress={() =>
                change({
                  facets: withFacet(
                    state.facets,
                    facet,
                    state.facets[facet]!.filter(other => other !== value),
                  ),
                })
              }
            >
              {facetText(facet, value, t)}
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="tertiary"
        size="small"
        onPress={() => change({ facets: {} })}
      >
        {t('facet.clearAll')}
      </Button>
    </div>
  );
}
