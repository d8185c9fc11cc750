import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import { safeHref } from '../safeHref';

/** A link to an address that somebody wrote; only its text where it is not safe to follow. @public */
export function ExternalLink(props: { href: string; children: ReactNode }) {
  const href = safeHref(props.href);
  if (!href) return <span>{props.children}</span>;
  return (
    <Link href={href} target="_blank" rel="noopener noreferrer nofollow">
      {props.children}
    </Link>
  );
}
