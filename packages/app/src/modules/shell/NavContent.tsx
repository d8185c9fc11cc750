import type { NavContentComponentProps } from '@backstage/plugin-app-react';
import { destinations } from './destinations';
import { NarrowHeader } from './NarrowHeader';
import { SkipLink } from './SkipLink';
import { useIsNarrow } from './useIsNarrow';
import { WideHeader } from './WideHeader';

/** The portal's header: beside the page where there is room, above it where not. */
export function NavContent({ navItems }: NavContentComponentProps) {
  const isNarrow = useIsNarrow();
  const known: string[] = destinations.map(({ href }) => href);
  const others = navItems.rest().filter(item => !known.includes(item.href));
  return (
    <>
      <SkipLink />
      {isNarrow ? (
        <NarrowHeader others={others} />
      ) : (
        <WideHeader others={others} />
      )}
    </>
  );
}
