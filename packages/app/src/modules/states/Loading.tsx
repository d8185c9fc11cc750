import { LoadingState } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../../translation';
import styles from './Loading.module.css';

/** What stands while a page's code is fetched; not drawn when that is quick. */
export function Loading() {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <div className={styles.loading}>
      <LoadingState label={t('loading')} />
    </div>
  );
}
