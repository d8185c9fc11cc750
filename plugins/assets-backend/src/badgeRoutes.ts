import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { AssetKind, BadgeName } from '@astrolabe/plugin-assets-common';
import type express from 'express';
import type { Badges } from './badges';

/** So long a page may show one again without asking. */
const SECONDS = 300;

/** Badges of modules, for everybody; the checks of the document come first. */
export function addBadgeRoutes(
  routes: express.Router,
  { badges, httpAuth }: { badges: Badges; httpAuth: HttpAuthService },
): void {
  routes.get('/v1/assets/:kind/:name/badges/:badge.svg', async (req, res) => {
    const { kind, name, badge } = req.params;
    const credentials = await httpAuth.credentials(req, {
      allow: ['none', 'user', 'service'],
    });
    const asked = {
      ...{ kind: kind as AssetKind, name, badge: badge as BadgeName },
    };
    const svg = await badges.draw(asked, { credentials });
    res.set({
      'cache-control': `public, max-age=${SECONDS}`,
      'content-security-policy': "default-src 'none'",
      // READMEs are at other places.
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    res.type('image/svg+xml').send(svg);
  });
}
