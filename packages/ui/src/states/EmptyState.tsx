import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './states.module.css';

/** Nothing here, and what to do about it. @public */
export function EmptyState(props: {
  title: string;
  description: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.centred}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {props.title}
      </Text>
      <Text as="p" color="secondary">
        {props.description}
      </Text>
      {props.action}
    </div>
  );
}
