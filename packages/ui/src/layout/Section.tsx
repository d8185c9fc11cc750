import { Card, CardBody, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './layout.module.css';

/** A part of a page with a heading that screen readers can go to. @public */
export function Section(props: {
  title: string;
  /** Of the section, for links that lead to it; they put the focus there. */
  id?: string;
  /** Beside the heading. */
  extra?: ReactNode;
  children: ReactNode;
}) {
  const headingId = useId();
  const { id } = props;
  return (
    <section
      aria-labelledby={headingId}
      className={styles.section}
      id={id}
      tabIndex={id ? -1 : undefined}
    >
      <Card>
        <CardBody>
          <div className={styles.sectionBody}>
            <div className={styles.heading}>
              <Text
                as="h2"
                variant="title-x-small"
                weight="bold"
                id={headingId}
              >
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
