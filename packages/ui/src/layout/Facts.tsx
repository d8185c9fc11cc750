import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** Names and values in columns, in one where there is no room; what has no value is left out. @public */
export function Facts(props: { facts: { name: string; value: ReactNode }[] }) {
  const known = props.facts.filter(
    ({ value }) => Boolean(value) || value === 0,
  );
  return (
    <dl className={styles.facts}>
      {known.map(({ name, value }) => (
        <div key={name}>
          <dt>
            <Text variant="body-small" color="secondary">
              {name}
            </Text>
          </dt>
          <dd>
            <Text as="div">{value}</Text>
          </dd>
        </div>
      ))}
    </dl>
  );
}
