import type { AssetKind } from '@astrolabe/plugin-assets-common';
import type { JsonObject, KindMapping, KindMappings, Subject } from './mapping';
import type { Reading } from './reading/types';

/** One form in which a standard is written. @public */
export interface ProfileFormat {
  /** `turtle`, `json-ld`, `json`, `yaml`, `markdown`. */
  id: string;
  mediaType: string;
  /** What a file of it is called. */
  fileName(asset: { name: string }): string;
  write(document: JsonObject): string | Promise<string>;
}

/**
 * A standard in which an asset can be described: what becomes of each property
 * of ours, and how it is written.
 *
 * @public
 */
export interface Profile {
  /** Stands in addresses and commands. */
  id: string;
  title: string;
  /** Names the standard, and is where one reads of it: the `profile` of a media type. */
  iri: string;
  /** What becomes of each kind of asset; a kind that is not there, the standard does not describe. */
  kinds: KindMappings;
  /** The first is the usual one. */
  formats: readonly ProfileFormat[];
  /** What the mapping then fills. */
  begin(subject: Subject): JsonObject;
  /** What is left to do when it is filled. */
  finish?(document: JsonObject, subject: Subject): JsonObject;
  /** The way back, where the standard says enough of what a file of ours does. */
  reading?: Reading;
}

/** The mapping of a kind; throws for one that the standard does not describe. */
export function mappingOf(profile: Profile, kind: AssetKind): KindMapping {
  const mapping = profile.kinds[kind];
  if (!mapping) throw new Error(`${profile.title} describes no ${kind}`);
  return mapping;
}
