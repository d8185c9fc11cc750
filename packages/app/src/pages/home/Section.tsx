import { Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './Home.module.css';

/** A part of the page that screen readers can jump to. */
export function Section(props: {
  title: string;
  more?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.heading}>
        <Text as="h2" variant="title-small" weight="bold" id={id}>
          {props.title}
        </Text>
        {props.more}
      </div>
      {props.children}
    </section>
  );
}
