import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { profilesFor } from '@astrolabe/profiles';
import Negotiator from 'negotiator';

const JSON_TYPE = 'application/json';

/**
 * What an `Accept` asks for: a standard and its format, or undefined for our own
 * JSON, which is also for whoever takes anything. A `profile` in it is the id or
 * IRI of a standard, as JSON-LD and the drafts of profile negotiation have it.
 */
export function negotiate(
  accept: string | undefined,
  kind: AssetKind,
): { profile: string; format: string } | undefined {
  if (!accept) return undefined;
  const profiles = profilesFor(kind);
  const types = profiles.flatMap(({ formats }) =>
    formats.map(({ mediaType }) => mediaType),
  );
  // Its parameters would have to be ours, too; `q` alone counts.
  const plain = accept.replace(/;\s*profile\s*=\s*("[^"]*"|[^\s;,]+)/gi, '');
  const negotiator = new Negotiator({ headers: { accept: plain } });
  const type = negotiator.mediaType([JSON_TYPE, ...types]);
  if (!type || type === JSON_TYPE) return undefined;
  const asked = profilesIn(accept);
  const candidates = profiles.flatMap(profile =>
    profile.formats
      .filter(({ mediaType }) => mediaType === type)
      .map(format => ({
        profile: profile.id,
        iri: profile.iri,
        format: format.id,
      })),
  );
  const named = candidates.find(({ profile, iri }) =>
    asked.some(word => word === profile || word === iri),
  );
  const { profile, format } = named ?? candidates[0];
  return { profile, format };
}

/** `profile="a b"` holds several, as JSON-LD has it. */
function profilesIn(accept: string): string[] {
  const found = accept.matchAll(/;\s*profile\s*=\s*(?:"([^"]*)"|([^\s;,]+))/gi);
  return [...found].flatMap(([, quoted, bare]) =>
    (quoted ?? bare).split(/\s+/),
  );
}

/** The format of the catalogue that an `Accept` asks for. */
export function catalogueFormat(accept: string | undefined): string {
  const negotiator = new Negotiator({ headers: { accept } });
  const type = negotiator.mediaType([
    'text/turtle',
    'application/ld+json',
    JSON_TYPE,
  ]);
  return type === undefined || type === 'text/turtle' ? 'turtle' : 'json-ld';
}
