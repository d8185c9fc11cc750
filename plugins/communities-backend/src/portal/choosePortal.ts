import {
  COMMUNITY_COOKIE,
  type CommunityDirectory,
} from '@astrolabe/plugin-communities-common';
import type { RequestHandler } from 'express';

/**
 * `/c/<id>/…`: the browser is at the portal of that community from here on, and
 * goes on to `/…`. It holds until the browser is closed, or comes by another
 * `/c/<id>`. A host that belongs to a community prevails.
 */
export function choosePortal(communities: CommunityDirectory): RequestHandler {
  return (req, res, next) => {
    // No address begins with two slashes: that would lead to another host.
    const [, id, rest] = /^\/([^/?]+)[/\\]*(.*)$/.exec(req.url) ?? [];
    const isKnown = communities.list().some(each => each.id === id);
    if (!isKnown || req.method !== 'GET') {
      next();
      return;
    }
    res.cookie(COMMUNITY_COOKIE, id, {
      httpOnly: true,
      sameSite: 'lax',
      secure: req.secure,
      path: '/',
    });
    res.set('cache-control', 'no-store').redirect(302, `/${rest}`);
  };
}
