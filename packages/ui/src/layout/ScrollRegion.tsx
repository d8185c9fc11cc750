import type { ReactNode } from 'react';

/** What may be larger than its place: it scrolls by itself, by keyboard too. @public */
export function ScrollRegion(props: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role="region"
      aria-label={props.label}
      // A region that scrolls has to be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={props.className}
      style={{ maxWidth: '100%', overflow: 'auto' }}
    >
      {props.children}
    </div>
  );
}
