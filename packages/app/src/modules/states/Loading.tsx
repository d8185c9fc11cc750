import { LoadingState } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../../translation';
import styles from './Loading.module.css';

/** What stands while something is fetched; not drawn when that is quick. */
export function Loading(props: { label?: string }) {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <main className={styles.loading}>
      <LoadingState label={props.label ?? t('loading')} />
    </main>
  );
}
