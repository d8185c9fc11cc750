import {
  communityAt,
  shownBy,
  type Community,
  type CommunityDirectory,
} from '@astrolabe/plugin-communities-common';
import type express from 'express';
import type { AssetView } from './service/types';

/** Of each community one, by which is known what was counted in it. */
const views = new WeakMap<Community, { shows?: AssetView }>();

/** What the portal of a community shows; undefined: everything. */
export function viewOf(community: Community): AssetView | undefined {
  const shows = shownBy(community);
  const view = views.get(community) ?? {
    // What is listed by its name is the operator's: no stranger's bears that.
    shows:
      shows &&
      (({ summary, isStrange }) =>
        shows(isStrange ? { ...summary, name: '' } : summary)),
  };
  views.set(community, view);
  return view.shows;
}

/** What the portal shows that a request is at. */
export function viewAt(
  communities: CommunityDirectory,
  req: express.Request,
): AssetView | undefined {
  return viewOf(communityAt(communities.list(), req));
}
