import type express from 'express';
import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { profilesFor } from '@astrolabe/profiles';
import type { CallerOptions } from '../service/types';
import type { Descriptions } from './Descriptions';
import { catalogueFormat, negotiate } from './negotiate';

/** Assets, in our own form and in the standards of others. */
export function addDescriptionRoutes(
  routes: express.Router,
  options: {
    descriptions: Descriptions;
    caller(req: express.Request): Promise<CallerOptions>;
  },
): void {
  const { descriptions, caller } = options;
  const linksTo = (name: { kind: AssetKind; name: string }) =>
    linksOf(descriptions.addressOf(name), name.kind);

  routes.get('/v1/assets/:kind/:name', async (req, res) => {
    const name = nameOf(req);
    const wanted = negotiate(req.get('accept'), name.kind);
    res.vary('Accept');
    if (wanted) {
      const { iri, ...said } = await descriptions.describe(
        { ...name, ...wanted },
        await caller(req),
      );
      res.set('link', `<${iri}>; rel="profile", ${linksTo(name)}`);
      send(res, said);
    } else {
      const asset = await descriptions.asset(name, await caller(req));
      res.set('link', linksTo(name));
      res.json(asset);
    }
  });

  routes.get('/v1/assets/:kind/:name/metadata', async (req, res, next) => {
    const { profile, format } = req.query;
    if (profile === undefined) {
      next();
      return;
    }
    const said = await descriptions.describe(
      {
        ...nameOf(req),
        profile: String(profile),
        format: format as string | undefined,
      },
      await caller(req),
    );
    res.attachment(said.fileName);
    send(res, said);
  });

  routes.get('/v1/assets/:kind/:name/profiles', async (req, res) => {
    const items = await descriptions.profiles(nameOf(req), await caller(req));
    res.json({ items });
  });

  routes.get('/v1/catalogue', async (req, res) => {
    const { cursor, limit, format } = req.query;
    const { next, ...said } = await descriptions.catalogue(
      {
        cursor: cursor as string | undefined,
        limit: limit === undefined ? undefined : Number(limit),
        format: (format as string) ?? catalogueFormat(req.get('accept')),
      },
      await caller(req),
    );
    res.vary('Accept');
    if (next) res.links({ next });
    send(res, said);
  });
}

function send(
  res: express.Response,
  { content, mediaType }: { content: string; mediaType: string },
): void {
  // An author's text is never a page of ours.
  res.set('x-content-type-options', 'nosniff');
  res.type(mediaType).send(content);
}

function nameOf(req: express.Request): { kind: AssetKind; name: string } {
  return { kind: req.params.kind as AssetKind, name: req.params.name };
}

/** Where it is described, in each standard and format (RFC 8288). */
function linksOf(address: string, kind: AssetKind): string {
  return profilesFor(kind)
    .flatMap(({ id, iri, formats }) =>
      formats.map(
        format =>
          `<${address}/metadata?profile=${id}&format=${format.id}>; rel="describedby"; ` +
          `type="${format.mediaType}"; profile="${iri}"`,
      ),
    )
    .join(', ');
}
