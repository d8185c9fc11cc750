import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../../translation';
import { PortalLink, usePortal } from '../portal';
import styles from './Shell.module.css';

/** Whom to turn to. */
export function Footer() {
  const { t } = useTranslationRef(appTranslationRef);
  const { contacts, title } = usePortal();
  if (contacts.length === 0) return null;
  return (
    <footer className={styles.foot} aria-label={t('nav.contacts', { title })}>
      {contacts.map(link => (
        <PortalLink key={link.href} link={link} />
      ))}
    </footer>
  );
}
