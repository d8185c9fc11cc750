import { assetsApiRef } from '@astrolabe/plugin-assets';
import { translated } from '@astrolabe/plugin-assets-common';
import {
  EmptyState,
  FailureState,
  LoadingState,
  useLocale,
} from '@astrolabe/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Link, Text } from '@backstage/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { appTranslationRef } from '../../translation';
import styles from './Home.module.css';
import { Section } from './Section';

/** What came last. */
export function NewestModules() {
  const { t } = useTranslationRef(appTranslationRef);
  const assets = useApi(assetsApiRef);
  const locale = useLocale();
  const { value, error, retry } = useAsyncRetry(
    () => assets.query({ kind: 'module', sort: 'newest', limit: 3 }),
    [assets],
  );

  return (
    <Section
      title={t('home.newest')}
      more={<Link href="/modules?sort=newest">{t('home.newestAll')}</Link>}
    >
      {error && <FailureState error={error} onRetry={retry} />}
      {!value && !error && <LoadingState label={t('home.newestLoading')} />}
      {value?.items.length === 0 && (
        <EmptyState
          title={t('home.newestNone')}
          description={t('home.newestNoneText')}
        />
      )}
      {value && value.items.length > 0 && (
        <ul className={styles.cards}>
          {translated(value.items, locale).map(({ name, title, summary }) => (
            <li key={name}>
              <Card className={styles.card}>
                <CardHeader>
                  <Text as="h3" variant="body-large" weight="bold">
                    <Link
                      href={`/modules/${encodeURIComponent(name)}`}
                      variant="body-large"
                      weight="bold"
                    >
                      {title}
                    </Link>
                  </Text>
                </CardHeader>
                <CardBody>
                  <Text as="p">{summary}</Text>
                </CardBody>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
