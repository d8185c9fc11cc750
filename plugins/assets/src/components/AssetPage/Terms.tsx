import {
  assetFacets,
  type Asset,
  type AssetFacet,
} from '@astrolabe/plugin-assets-common';
import { Facts, Section } from '@astrolabe/ui';
import { Link } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { listPath } from '../../routes';
import { facetText } from '../AssetsPage/facetState';
import styles from './AssetPage.module.css';

/** What it is filed under; each word leads to all that is filed there. */
export function Terms({ asset }: { asset: Asset }) {
  const t = useTranslate();
  const filed = assetFacets
    // Whose it is stands under About, by its whole name.
    .filter(facet => facet !== 'owner')
    .map(facet => ({ facet, values: [asset[facet] ?? []].flat() }))
    .filter(({ values }) => values.length > 0);
  if (filed.length === 0) return null;
  return (
    <Section title={t('overview.terms')}>
      <Facts
        facts={filed.map(({ facet, values }) => ({
          name: t(`facet.${facet}`),
          value: <TermList asset={asset} facet={facet} values={values} />,
        }))}
      />
    </Section>
  );
}

function TermList(props: {
  asset: Asset;
  facet: AssetFacet;
  values: string[];
}) {
  const { asset, facet, values } = props;
  const t = useTranslate();
  return (
    <ul className={styles.terms}>
      {values.map(value => (
        <li key={value}>
          <Link href={listPath(asset.kind, { [facet]: value })}>
            {facetText(facet, value, t)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
