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
  const offers = offersFor(kind);
  const negotiator = new Negotiator({
    headers: { accept: understood(accept, offers) },
  });
  const chosen = negotiator.mediaType([JSON_TYPE, ...offers.keys()]);
  return chosen === undefined ? undefined : offers.get(chosen);
}

const PAGE_TYPES = ['text/html', 'application/xhtml+xml'];

/** Whether who asks for the page of an asset would rather have what describes it. */
export function wantsDescription(
  accept: string | undefined,
  kind: AssetKind,
): boolean {
  if (!accept) return false;
  const offers = offersFor(kind);
  const chosen = new Negotiator({
    headers: { accept: understood(accept, offers) },
  }).mediaType([...PAGE_TYPES, JSON_TYPE, ...offers.keys()]);
  return chosen !== undefined && !PAGE_TYPES.includes(chosen);
}

type Offers = Map<string, { profile: string; format: string }>;

/** Every form of every standard, under both of its names. */
function offersFor(kind: AssetKind): Offers {
  return new Map(
    profilesFor(kind).flatMap(({ id, iri, formats }) =>
      formats.flatMap(format =>
        [id, iri].map(
          name =>
            [
              inProfile(format.mediaType, name),
              { profile: id, format: format.id },
            ] as const,
        ),
      ),
    ),
  );
}

function inProfile(mediaType: string, name: string): string {
  return `${mediaType};profile="${name}"`;
}

/**
 * What of an `Accept` is ours to tell apart: types, standards, and how much each is
 * wanted. A standard that is not offered in a type is no reason to refuse the type.
 */
function understood(accept: string, offers: Offers): string {
  const ranges = accept.match(/(?:"[^"]*"|[^,"])+/g) ?? [];
  return ranges
    .flatMap(range => {
      const type = range.split(';')[0].trim().toLowerCase();
      const q = /;\s*q\s*=\s*[\d.]+/i.exec(range)?.[0] ?? '';
      const named = profilesIn(range)
        .map(name => inProfile(type, name))
        .filter(offer => offers.has(offer));
      return (named.length > 0 ? named : [type]).map(each => `${each}${q}`);
    })
    .join(', ');
}

/** `profile="a b"` holds several, as JSON-LD has it. */
function profilesIn(range: string): string[] {
  const found = /;\s*profile\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(range);
  return (found?.[1] ?? found?.[2] ?? '').split(/\s+/);
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
