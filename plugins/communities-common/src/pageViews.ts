import { createPermission } from '@backstage/plugin-permission-common';

/** To see how often the pages of a community's portal are opened. @public */
export const pageViewsReadPermission = createPermission({
  name: 'page-views.read',
  attributes: { action: 'read' },
});

/** Of what is counted, where a community does not say another. @public */
export const DEFAULT_KEEP_DAYS = 400;

/** How often something was opened. @public */
export interface PageViewCount {
  views: number;
}

/** What was counted of one community's portal. @public */
export interface CommunityPageViews {
  community: string;
  /** What people call it. */
  title: string;
  /** Whether its block has it counted now. */
  isCounted: boolean;
  /** The most opened first. `/tools/*` is whatever lies below `/tools`. */
  pages: (PageViewCount & { page: string })[];
  /** Days that have any, UTC, the oldest first. */
  days: (PageViewCount & { day: string })[];
}

/**
 * What kind of page an address is: a page of the portal, or whatever lies below
 * one. Of the address itself nothing is kept. Undefined: there is no such page.
 *
 * @param pages - paths of the portal's pages
 * @public
 */
export function pageKindOf(
  pathname: string,
  pages: readonly string[],
): string | undefined {
  const path = pathname.replace(/\/+$/, '') || '/';
  if (pages.includes(path)) return path;
  const below = pages
    .filter(page => page !== '/' && path.startsWith(`${page}/`))
    .sort((a, b) => b.length - a.length);
  return below[0] && `${below[0]}/*`;
}
