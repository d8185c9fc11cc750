import { Card, CardBody, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './layout.module.css';

/** A part of a page with a heading that screen readers can go to. @public */
export function Section(props: {
  title: string;
  /** Beside the heading. */
  extra?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <Card>
        <CardBody>
          <div className={styles.sectionBody}>
            <div className={styles.heading}>
              <Text as="h2" variant="title-x-small" weight="bold" id={id}>
                {props.title}
              </Text>
              {props.extra}
            </div>
            {props.children}
          </div>
        </CardBody>
      </Card>
    </section>
  );
}
