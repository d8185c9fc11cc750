import { Link, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';
import { uiTranslationRef } from '../translation';
import { useDocumentTitle } from '../useDocumentTitle';
import styles from './PageFrame.module.css';

/** @public */
export interface PageFrameProps {
  title: string;
  subtitle?: ReactNode;
  breadcrumbs?: { label: string; href: string }[];
  /** Buttons beside the title. */
  actions?: ReactNode;
  children?: ReactNode;
}

/**
 * The frame of every page: the main landmark, the one `h1`, the way back.
 *
 * @public
 */
export function PageFrame(props: PageFrameProps) {
  const { t } = useTranslationRef(uiTranslationRef);
  useDocumentTitle(props.title);

  return (
    <main id="main-content" tabIndex={-1} className={styles.page}>
      {props.breadcrumbs && (
        <nav aria-label={t('page.breadcrumbs')}>
          <ol className={styles.breadcrumbs}>
            {props.breadcrumbs.map(crumb => (
              <li key={crumb.href}>
                <Link href={crumb.href}>{crumb.label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header className={styles.header}>
        <div className={styles.titles}>
          <Text as="h1" variant="title-medium" weight="bold">
            {props.title}
          </Text>
          {props.subtitle && (
            <Text as="p" variant="body-large" color="secondary">
              {props.subtitle}
            </Text>
          )}
        </div>
        {props.actions && <div className={styles.actions}>{props.actions}</div>}
      </header>
      {props.children}
    </main>
  );
}
