import type { CommunityLink } from '@astrolabe/plugin-communities-common';
import { Link } from '@backstage/ui';
import { useWords } from './useWords';

/** Where a community leads to; the schema lets through only https, http and mailto. */
export function PortalLink({ link }: { link: CommunityLink }) {
  const words = useWords();
  const isPage = link.href.startsWith('http');
  return (
    <Link
      href={link.href}
      {...(isPage && { target: '_blank', rel: 'noopener noreferrer' })}
    >
      {words(link.title)}
    </Link>
  );
}
