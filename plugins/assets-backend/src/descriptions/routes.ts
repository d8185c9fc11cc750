import { InputError } from '@backstage/errors';
import type express from 'express';
import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { profilesFor } from '@astrolabe/profiles';
import { isNobody } from '../service';
import type { CallerOptions } from '../service/types';
import type { Descriptions } from './Descriptions';
import { catalogueFormat, negotiate } from './negotiate';

/** Assets, in our own form and in the standards of others. */
export function addDescriptionRoutes(
  routes: express.Router,
  options: {
    descriptions: Descriptions;
    /** Who asks; also somebody who has not signed in, where that is open. */
    reader(req: express.Request): Promise<CallerOptions>;
    caller(req: express.Request): Promise<CallerOptions>;
  },
): void {
  const { descriptions, caller: signedIn, reader } = options;
  const linksTo = (name: { kind: AssetKind; name: string }) =>
    linksOf(descriptions.addressOf(name), name.kind);

  routes.get('/v1/assets/:kind/:name', async (req, res) => {
    const name = nameOf(req);
    const caller = await reader(req);
    const wanted =
      negotiate(req.get('accept'), name.kind) ?? insteadOfOurs(name, caller);
    res.vary('Accept');
    if (wanted) {
      const { iri, ...said } = await descriptions.describe(
        { ...name, ...wanted },
        caller,
      );
      res.set('link', `<${iri}>; rel="profile", ${linksTo(name)}`);
      send(res, said, caller);
    } else {
      const asset = await descriptions.asset(name, caller);
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
    const caller = await reader(req);
    const said = await descriptions.describe(
      {
        ...nameOf(req),
        profile: String(profile),
        format: format as string | undefined,
      },
      caller,
    );
    res.attachment(said.fileName);
    send(res, said, caller);
  });

  routes.get('/v1/assets/:kind/:name/profiles', async (req, res) => {
    const items = await descriptions.profiles(nameOf(req), await signedIn(req));
    res.json({ items });
  });

  routes.get('/v1/catalogue', async (req, res) => {
    const { cursor, limit, format, modifiedSince } = req.query;
    const caller = await reader(req);
    const { next, ...said } = await descriptions.catalogue(
      {
        cursor: cursor as string | undefined,
        limit: limit === undefined ? undefined : Number(limit),
        modifiedSince: instant(modifiedSince as string | undefined),
        format: (format as string) ?? catalogueFormat(req.get('accept')),
      },
      caller,
    );
    res.vary('Accept');
    if (next) res.links({ next });
    send(res, said, caller);
  });
}

function send(
  res: express.Response,
  { content, mediaType }: { content: string; mediaType: string },
  { credentials }: CallerOptions,
): void {
  if (isNobody(credentials)) openToAll(res);
  // An author's text is never a page of ours.
  res.set('x-content-type-options', 'nosniff');
  res.type(mediaType).send(content);
}

/** In one spelling. The checks of the document come first, but let in leap seconds and days that no month has. */
function instant(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) {
    throw new InputError(
      `'modifiedSince' is no instant: ${text}; write it as 2026-11-29T08:00:00Z`,
    );
  }
  return date.toISOString();
}

/** So long what everybody gets may be shown again without asking. */
const OPEN_SECONDS = 60;

/** Programs of other pages may read what everybody may. */
export function openToAll(res: express.Response): void {
  res.set({
    'access-control-allow-origin': '*',
    'cache-control': `public, max-age=${OPEN_SECONDS}`,
    'cross-origin-resource-policy': 'cross-origin',
  });
  // What is shown depends on whose portal it is, and on who asks.
  res.vary('Authorization, Cookie, Host');
}

/** Our own form is for those who sign in: it has what is wrong, and how it is run. */
function insteadOfOurs({ kind }: { kind: AssetKind }, caller: CallerOptions) {
  if (!isNobody(caller.credentials)) return undefined;
  return { profile: profilesFor(kind)[0].id, format: 'json-ld' };
}

function nameOf(req: express.Request): { kind: AssetKind; name: string } {
  return { kind: req.params.kind as AssetKind, name: req.params.name };
}

/** Where it is described, in each standard and format (RFC 8288). */
function linksOf(address: string, kind: AssetKind): string {
  return descriptionsAt(address, kind)
    .map(
      ({ address: at, type, profile }) =>
        `<${at}>; rel="describedby"; type="${type}"; profile="${profile}"`,
    )
    .join(', ');
}

/** What a page is said to be in other forms: those that programs of the web read. */
export function alternatesOf(address: string, kind: AssetKind) {
  return descriptionsAt(address, kind).filter(
    ({ id, type }) =>
      id === profilesFor(kind)[0].id ||
      (id === 'schema-org' && type === 'application/ld+json'),
  );
}

function descriptionsAt(address: string, kind: AssetKind) {
  return profilesFor(kind).flatMap(({ id, iri, formats }) =>
    formats.map(format => ({
      id,
      profile: iri,
      type: format.mediaType,
      address: `${address}/metadata?profile=${id}&format=${format.id}`,
    })),
  );
}
