import {
  communityAt,
  describePortal,
  type CommunityDirectory,
  type Look,
} from '@astrolabe/plugin-communities-common';
import { withAdvice } from '@astrolabe/http';
import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import { logoAddress, logoOf } from './logo';

/** An SVG file may hold scripts; opened as a page of its own it runs none. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** What browsers ask before anybody has signed in. */
export function addPortalRoutes(
  routes: Router,
  communities: CommunityDirectory,
): void {
  routes.get('/v1/portal', (req, res) => {
    const community = communityAt(communities.list(), req);
    res.set({ 'cache-control': 'no-cache', vary: 'Cookie, Host' });
    res.json(
      describePortal(community, {
        logoAddress: look => logoAddress(community, look),
      }),
    );
  });

  routes.get('/v1/portals/:id/logo', (req, res) => {
    const look = (req.query.look ?? 'light') as Look;
    const community = communities.list().find(({ id }) => id === req.params.id);
    const picture = community && logoOf(community, look);
    if (!picture) {
      throw withAdvice(new NotFoundError('There is no such logo'), {
        code: 'LOGO_UNKNOWN',
        nextStep: 'Take its address from GET /api/communities/v1/portal.',
      });
    }
    res.set({
      'cache-control': 'public, max-age=86400',
      'content-security-policy': INERT,
      'x-content-type-options': 'nosniff',
    });
    res.type(picture.mediaType).send(picture.content);
  });
}
