import type {
  AssetKind,
  AssetSpec,
  LeftReason,
} from '@astrolabe/plugin-assets-common';
import type { Source } from './source';
import type { Thing, Value } from './things';

/** A value of a standard in ours; undefined where it is none that it reads. */
export type Reader = (value: Value) => unknown;

/** One line of what is read: a place of the standard, and what becomes of it. */
export interface ReadRow {
  /** A property of the thing that is described. */
  at: string;
  /** Path in the spec, such as `links.sourceCode`. */
  into?: string;
  as?: Reader;
  /** Of things that it is said of: what becomes of their own properties. */
  rows?: readonly ReadRow[];
  of?(thing: Thing): boolean;
  /** Why nothing becomes of it; '' where nobody needs to know. */
  leave?: LeftReason | '';
}

/** What is described in a text, and what kind it is of. */
export interface Opened {
  thing: Thing;
  kind: AssetKind;
  /** What is described beside it. */
  others?: readonly Thing[];
}

/** How a standard is read: the way back from what its mapping writes. */
export interface Reading {
  /** What a text describes, if it may be of this standard. */
  open(source: Source): Opened | undefined;
  /** Whether it is of this one and no other; where it isn't there, all that is opened is. */
  claims?(opened: Opened, source: Source): boolean;
  rows(opened: Opened): readonly ReadRow[];
  /** Properties that its mapping writes and nobody can read back for sure, with the reason. */
  lost(kind: AssetKind): Readonly<Record<string, string>>;
  /** What else follows from what was read. */
  finish?(spec: Partial<AssetSpec>, kind: AssetKind): void;
}
