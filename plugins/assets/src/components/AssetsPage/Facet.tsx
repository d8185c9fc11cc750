import {
  OWN_CATALOGUE,
  type AssetFacet,
} from '@astrolabe/plugin-assets-common';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Button,
  Checkbox,
  CheckboxGroup,
} from '@backstage/ui';
import { useState } from 'react';
import { useTranslate } from '../../hooks/useTranslate';
import { facetText } from './facetState';
import styles from './AssetsPage.module.css';

/** Values that stand there before one asks for more. */
const FEW = 6;

/** One facet: any of the chosen values is enough. */
export function Facet(props: {
  facet: AssetFacet;
  offered: { value: string; count: number }[];
  chosen: string[];
  onChange(values: string[]): void;
}) {
  const { facet, chosen, onChange } = props;
  const t = useTranslate();
  const [showsAll, setShowsAll] = useState(false);
  const name = t(`facet.${facet}`);
  const all = withChosen(props.offered, chosen);
  const [only] = all;
  const isOnlyOwn = all.length === 1 && only.value === OWN_CATALOGUE;
  if (all.length === 0 || (isOnlyOwn && chosen.length === 0)) return null;

  const few = all.filter(
    ({ value }, index) => index < FEW || chosen.includes(value),
  );
  const shown = showsAll ? all : few;
  const moreLabel = showsAll
    ? t('facet.fewer')
    : t('facet.all', { total: String(all.length) });
  return (
    <Accordion defaultExpanded>
      <AccordionTrigger
        title={name}
        subtitle={chosen.length > 0 ? String(chosen.length) : undefined}
      />
      <AccordionPanel>
        <div className={styles.values}>
          <CheckboxGroup aria-label={name} value={chosen} onChange={onChange}>
            {shown.map(({ value, count }) => (
              <Checkbox key={value} value={value}>
                {facetText(facet, value, t)} ({count})
              </Checkbox>
            ))}
          </CheckboxGroup>
          {few.length < all.length && (
            <Button
              variant="tertiary"
              size="small"
              aria-expanded={showsAll}
              aria-label={`${moreLabel}: ${name}`}
              onPress={() => setShowsAll(!showsAll)}
            >
              {moreLabel}
            </Button>
          )}
          {chosen.length > 0 && (
            <Button
              variant="tertiary"
              size="small"
              aria-label={`${t('facet.clear')}: ${name}`}
              onPress={() => onChange([])}
            >
              {t('facet.clear')}
            </Button>
          )}
        </div>
      </AccordionPanel>
    </Accordion>
  );
}

/** A chosen value that finds nothing any more must still be there to be taken back. */
function withChosen(
  offered: { value: string; count: number }[],
  chosen: string[],
) {
  const missing = chosen.filter(
    value => !offered.some(known => known.value === value),
  );
  return [...offered, ...missing.map(value => ({ value, count: 0 }))];
}
