import { assetsApiRef } from '@astrolabe/plugin-assets';
import { assetKinds } from '@astrolabe/plugin-assets-common';
import { FailureState, LoadingState } from '@astrolabe/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { appTranslationRef } from '../../translation';
import styles from './Home.module.css';
import { Section } from './Section';

/** How much there is of each kind. */
export function Counts() {
  const { t } = useTranslationRef(appTranslationRef);
  const assets = useApi(assetsApiRef);
  const { value, error, retry } = useAsyncRetry(
    () =>
      Promise.all(
        assetKinds.map(async ({ id, plural }) => {
          const { totalItems } = await assets.query({ kind: id, limit: 1 });
          return { plural, totalItems };
        }),
      ),
    [assets],
  );

  return (
    <Section title={t('home.counts')}>
      {error && <FailureState error={error} onRetry={retry} />}
      {!value && !error && <LoadingState label={t('home.countsLoading')} />}
      {value && (
        <ul className={styles.counts}>
          {value.map(({ plural, totalItems }) => (
            <li key={plural}>
              <Text as="span" variant="title-medium" weight="bold">
                {String(totalItems)}
              </Text>{' '}
              <Link href={`/${plural}`}>{t(`nav.${plural}`)}</Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
