import type { CSSProperties, ReactNode } from 'react';

const plain: CSSProperties = {
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 'var(--bui-space-3)',
};

/** A list without bullets, its items one below the other. @public */
export function PlainList(props: { label?: string; children: ReactNode }) {
  return (
    <ul aria-label={props.label} style={plain}>
      {props.children}
    </ul>
  );
}
