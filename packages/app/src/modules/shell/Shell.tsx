import type { ReactNode } from 'react';
import { PageViewCounter } from '../pageViews';
import { TermsGate } from '../terms';
import { Announcements } from './Announcements';
import { Footer } from './Footer';
import { RouteAnnouncer } from './RouteAnnouncer';
import styles from './Shell.module.css';

/** The header and the page. */
export function Shell(props: { nav: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.shell}>
      {props.nav}
      <div className={styles.content}>
        <Announcements />
        <div>
          <TermsGate>{props.children}</TermsGate>
        </div>
        <Footer />
      </div>
      <RouteAnnouncer />
      <PageViewCounter />
    </div>
  );
}
