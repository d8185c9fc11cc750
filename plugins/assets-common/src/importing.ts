import type { AssetKind } from './kinds';
import type { MetadataFormat } from './metadata';
import type { AssetCheck } from './types';

/** A value of a document, and where it is in the draft. @public */
export interface TakenValue {
  at: string;
  into: string;
}

/** A value of a document that is not in the draft, and why. @public */
export interface LeftValue {
  at: string;
  value: string;
  reason: string;
}

/** What has become of a document in a standard. @public */
export interface ImportedMetadata {
  /** The standard that it is in. */
  profile: { id: string; title: string };
  kind: AssetKind;
  /** What the draft is: ai4-metadata, or a file of our own. */
  format: MetadataFormat;
  /** The draft: a file to go on with. */
  content: string;
  taken: TakenValue[];
  left: LeftValue[];
  /** What is wrong with the draft, and missing in it. */
  check: AssetCheck;
}

/** @public */
export interface ImportOptions {
  /** The id of the standard, where a document may be in several. */
  profile?: string;
  /** ai4-metadata for what is no dataset, unless told. */
  format?: MetadataFormat;
}

/** Longer documents are not read: a second for one is enough. @public */
export const MAX_IMPORT_LENGTH = 500_000;
