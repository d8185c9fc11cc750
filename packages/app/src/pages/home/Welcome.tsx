import { Markdown } from '@astrolabe/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PortalLink, usePortal, useWords } from '../../modules/portal';
import { appTranslationRef } from '../../translation';
import styles from './Home.module.css';
import { Section } from './Section';

/** What a community says first. */
export function Welcome() {
  const { t } = useTranslationRef(appTranslationRef);
  const { home } = usePortal();
  const words = useWords();
  return (
    <>
      {home.text && (
        <div className={styles.welcome}>
          <Markdown>{words(home.text)}</Markdown>
        </div>
      )}
      {home.links.length > 0 && (
        <Section title={t('home.links')}>
          <ul className={styles.counts}>
            {home.links.map(link => (
              <li key={link.href}>
                <PortalLink link={link} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
