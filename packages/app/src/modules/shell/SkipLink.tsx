import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../../translation';
import styles from './Shell.module.css';

/** Past the navigation with one key (WCAG 2.4.1). PageFrame has the target. */
export function SkipLink() {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <a
      href="#main-content"
      className={styles.skip}
      onClick={event => {
        // The address stays what it is.
        event.preventDefault();
        document.getElementById('main-content')?.focus();
      }}
    >
      {t('nav.skip')}
    </a>
  );
}
