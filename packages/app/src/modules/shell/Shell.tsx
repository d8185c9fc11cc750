import type { ReactNode } from 'react';
import { RouteAnnouncer } from './RouteAnnouncer';
import styles from './Shell.module.css';

/** The header and the page. */
export function Shell(props: { nav: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.shell}>
      {props.nav}
      <div className={styles.content}>{props.children}</div>
      <RouteAnnouncer />
    </div>
  );
}
