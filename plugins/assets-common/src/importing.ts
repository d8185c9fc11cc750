import type { AssetKind } from './kinds';
import type { MetadataFormat } from './metadata';
import type { AssetCheck } from './types';

/** A value of a document, and where it is in the draft. @public */
export interface TakenValue {
  at: string;
  into: string;
}

/** Why a value of a document is not in the draft. @public */
export const leftReasons = {
  noPlace: 'Our metadata have no place for it.',
  otherForm: 'It is not in a form that is read here.',
  onlyOne: 'Only one of them is kept.',
  otherLanguage: 'It is in another language.',
  tooLong: 'It is longer than {{most}} characters.',
  tooMany: 'More than {{most}} are not kept.',
  notInAi4: 'ai4-metadata has no place for it; a file of our own has.',
  noWord: 'ai4-metadata has no such word there; it is a tag.',
  noFiles: 'It has a place beside files, of which nothing is said.',
  more: 'So many more.',
  notFetched:
    'Nothing is fetched: its words are read as those of schema.org, where they have no other.',
  ofOthers: 'It is said of others.',
  oneThing: 'Only one thing is read: give it a document of its own.',
  packages: 'Packages are read of its repository and its checks.',
  inCrate: 'It is in the crate.',
  foundElsewhere: 'It is where it is found elsewhere.',
  calledElsewhere: 'It is what it is called and where it is found elsewhere.',
  placeHere:
    'It is about a place where it is found, which is this portal here.',
  decidedHere: 'Whose it is at this portal is decided here.',
  codeLeads: 'The repository of its code leads there.',
  measuredAnew: 'Qualities are measured anew.',
  inFiles: 'What is in the files is read by who loads them.',
  askToCite: 'How to ask for a citation, each portal says itself.',
  peopleAsked: 'People are asked at the repository.',
  noBytes: 'It says no amount of bytes with its unit.',
  otherLink: 'It is none of the links that our metadata have.',
  parts: 'Of its parts, files and libraries of our lists are kept.',
} as const;

/** @public */
export type LeftReason = keyof typeof leftReasons;

/** A value of a document that is not in the draft, and why. @public */
export interface LeftValue {
  at: string;
  value: string;
  code: LeftReason;
  /** The same in English. */
  reason: string;
  /** Of what it is too much for. */
  most?: number;
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
