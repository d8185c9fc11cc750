import type { AuthService } from '@backstage/backend-plugin-api';
import { rateLimitOfAddress } from '@astrolabe/http';
import { assetKinds, type AssetKind } from '@astrolabe/plugin-assets-common';
import type express from 'express';
import {
  alternatesOf,
  openToAll,
  wantsDescription,
  type Descriptions,
} from '../descriptions';
import type { AssetView } from '../service/types';
import { withHead } from './withHead';

/** What stands in the head of a page for search engines. */
const PROFILE = { profile: 'schema-org', format: 'json-ld' };

type Name = { kind: AssetKind; name: string };

/**
 * Pages of assets, for programs: who asks for a description is led to it (303),
 * and in the head of a page is said where descriptions are; where metadata are
 * open, with one for search engines. All else is the app's.
 */
export function pagesOf(options: {
  auth: AuthService;
  descriptions: Descriptions;
  /** What is shown at the portal that is asked. */
  viewAt(req: express.Request): AssetView | undefined;
  openMetadata?: { requestsPerMinute: number };
}): { path: string; handler: express.RequestHandler }[] {
  const { openMetadata } = options;
  const isWithin =
    openMetadata && rateLimitOfAddress(openMetadata.requestsPerMinute);
  const headOf = async (
    { links, ...asset }: Name & { links: Alternate[] },
    req: express.Request,
  ) => {
    const { content } = await options.descriptions.describe(
      { ...asset, ...PROFILE },
      {
        credentials: await options.auth.getNoneCredentials(),
        shows: options.viewAt(req),
      },
    );
    return `${links.map(inHtml).join('')}${scriptOf(content)}`;
  };

  const handlerOf =
    (nameIn: (path: string) => Name | undefined): express.RequestHandler =>
    (req, res, next) => {
      const asset = isRead(req) ? nameIn(req.path) : undefined;
      if (!asset) {
        next();
        return;
      }
      const address = options.descriptions.addressOf(asset);
      res.vary('Accept');
      if (wantsDescription(req.get('accept'), asset.kind)) {
        if (openMetadata) openToAll(res);
        res.redirect(303, address);
        return;
      }
      const links = alternatesOf(address, asset.kind);
      res.set('link', links.map(inHeader).join(', '));
      if (!isWithin || req.method !== 'GET') {
        next();
        return;
      }
      isWithin(req, res, error => {
        if (error) res.removeHeader('retry-after');
        else withHead(req, res, () => headOf({ ...asset, links }, req));
        next();
      });
    };

  return [
    ...assetKinds.map(({ id, plural }) => ({
      path: `/${plural}`,
      handler: handlerOf(path => assetAt(id, path)),
    })),
    { path: '/catalog', handler: handlerOf(entityAt) },
  ];
}

type Alternate = ReturnType<typeof alternatesOf>[number];

function isRead({ method }: express.Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

const NAME = /^\/([a-z0-9][a-z0-9._-]{0,62})\/?$/i;

function assetAt(kind: AssetKind, path: string): Name | undefined {
  const [, name] = NAME.exec(path) ?? [];
  return name === undefined ? undefined : { kind, name: name.toLowerCase() };
}

/** The page of its entity in the catalogue: `/catalog/default/aimodule/plankton`. */
function entityAt(path: string): Name | undefined {
  const [, entityKind, rest] = /^\/default\/([a-z]+)(\/.*)$/i.exec(path) ?? [];
  const kind = assetKinds.find(
    each => each.entityKind.toLowerCase() === entityKind?.toLowerCase(),
  );
  return kind && assetAt(kind.id, rest);
}

function inHeader({ address, type, profile }: Alternate): string {
  return `<${address}>; rel="alternate"; type="${type}"; profile="${profile}"`;
}

function inHtml({ address, type }: Alternate): string {
  const href = address.replace(/&/g, '&amp;');
  return `<link rel="alternate" type="${type}" href="${href}">`;
}

/** Data and no program; nothing that an author writes ends it. */
function scriptOf(content: string): string {
  const data = content.replace(/</g, '\\u003c');
  return `<script type="application/ld+json">${data}</script>`;
}
