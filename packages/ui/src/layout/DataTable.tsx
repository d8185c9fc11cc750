import type { ReactNode } from 'react';
import { ScrollRegion } from './ScrollRegion';
import styles from './DataTable.module.css';

/** A plain table, that scrolls by itself where it is too wide. @public */
export function DataTable(props: {
  label: string;
  className?: string;
  /** Its head and its bodies. */
  children: ReactNode;
}) {
  const { label, className = '', children } = props;
  return (
    <ScrollRegion label={label}>
      <table className={`${styles.table} ${className}`}>{children}</table>
    </ScrollRegion>
  );
}
