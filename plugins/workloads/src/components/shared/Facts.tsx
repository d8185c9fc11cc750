import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';

/** Names and values in two columns, in one where there is no room. */
export function Facts(props: { facts: { name: string; value: ReactNode }[] }) {
  return (
    <dl
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 14rem), 1fr))',
        gap: 'var(--bui-space-3)',
        margin: 0,
      }}
    >
      {props.facts.map(({ name, value }) => (
        <div key={name} style={{ minWidth: 0 }}>
          <dt>
            <Text variant="body-small" color="secondary">
              {name}
            </Text>
          </dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>
            <Text>{value}</Text>
          </dd>
        </div>
      ))}
    </dl>
  );
}
