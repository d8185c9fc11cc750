import type { ReactNode } from 'react';

/** Parts of a page side by side, below each other where there is no room. */
export function Columns({ children }: { children: ReactNode }) {
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 22rem), 1fr))',
        gap: 'var(--bui-space-4)',
        alignItems: 'start',
      }}
    >
      {children}
    </div>
  );
}
