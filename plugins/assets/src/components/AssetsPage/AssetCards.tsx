import type { AssetSummary } from '@astrolabe/plugin-assets-common';
import { Card, CardBody, Link, Text } from '@backstage/ui';
import { useTranslate } from '../../hooks/useTranslate';
import { assetPath } from '../../routes';
import { facetText } from './facetState';
import { AssetBadges } from '../shared/AssetBadges';
import styles from './AssetsPage.module.css';

/** Assets to leaf through. */
export function AssetCards(props: {
  label: string;
  assets: AssetSummary[];
  /** Of each asset's title. */
  headingLevel?: 'h2' | 'h3';
}) {
  const t = useTranslate();
  return (
    <ul className={styles.cards} aria-label={props.label}>
      {props.assets.map(asset => (
        <li key={asset.entityRef}>
          <Card className={styles.card}>
            <CardBody>
              <div className={styles.cardBody}>
                <Text as={props.headingLevel ?? 'h2'} variant="title-x-small">
                  <Link href={assetPath(asset)} variant="title-x-small">
                    {asset.title}
                  </Link>
                </Text>
                <Text as="p" className={styles.summary}>
                  {asset.summary}
                </Text>
                {asset.tasks.length > 0 && (
                  <Text as="p" variant="body-small" color="secondary">
                    {asset.tasks
                      .map(task => facetText('tasks', task, t))
                      .join(' · ')}
                  </Text>
                )}
                {asset.owner && (
                  <Text as="p" variant="body-small" color="secondary">
                    {t('asset.by', {
                      owner: facetText('owner', asset.owner, t),
                    })}
                  </Text>
                )}
                <AssetBadges asset={asset} />
                {asset.launches > 0 && (
                  <Text as="p" variant="body-small" color="secondary">
                    {t('asset.launches', { count: asset.launches })}
                  </Text>
                )}
              </div>
            </CardBody>
          </Card>
        </li>
      ))}
    </ul>
  );
}
