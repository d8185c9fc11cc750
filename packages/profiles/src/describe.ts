import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { fill, gapsOf, type JsonObject, type Subject } from './mapping';
import { profiles } from './profiles';
import { mappingOf, type Profile, type ProfileFormat } from './types';

/** A description of an asset, as a file. @public */
export interface Description {
  content: string;
  fileName: string;
  mediaType: string;
  /** What the standard demands and the asset doesn't say, by our names. */
  gaps: string[];
}

/** The standards that describe assets of a kind. @public */
export function profilesFor(kind: AssetKind): readonly Profile[] {
  return profiles.filter(({ kinds }) => kinds[kind]);
}

/** Describes an asset in a standard. @public */
export async function describeAsset(
  subject: Subject,
  how: { profile: Profile; format: ProfileFormat },
): Promise<Description> {
  const document = documentOf(how.profile, subject);
  return {
    content: await how.format.write(document),
    fileName: how.format.fileName(subject.asset),
    mediaType: how.format.mediaType,
    gaps: gapsIn(how.profile, subject),
  };
}

/** What a standard demands and an asset doesn't say, such as `links.dataset`. @public */
export function gapsIn(profile: Profile, subject: Subject): string[] {
  return gapsOf(mappingOf(profile, subject.asset.kind), subject);
}

/** What a description says, before it is written. */
export function documentOf(profile: Profile, subject: Subject): JsonObject {
  const mapping = mappingOf(profile, subject.asset.kind);
  const filled = fill(profile.begin(subject), mapping, subject);
  return profile.finish?.(filled, subject) ?? filled;
}
