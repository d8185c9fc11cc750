import type { Asset, AssetKind } from '@astrolabe/plugin-assets-common';

/** What JSON can hold, and so every document that a profile makes. @public */
export type Json = string | number | boolean | Json[] | JsonObject;

/** @public */
export type JsonObject = { [key: string]: Json };

/** An asset, and by which addresses it is had. @public */
export interface Subject {
  asset: Asset;
  /** Its address in the API, which answers in each of the standards: its name in RDF. */
  id: string;
  /** Its page, for people. */
  page: string;
  /** When it is described: an instant, ISO 8601. */
  madeAt: string;
  /** The address of another asset, by its entity ref. */
  idOf(entityRef: string): string | undefined;
}

/** How a value of ours is said in a standard: as nothing, one thing, or several. */
export type ValueKind<V = never> = (value: V, subject: Subject) => Json[];

/**
 * One line of a mapping: a property of asset.schema.json, and what becomes of
 * it. Either it has a place in the standard (`to`), or a reason why not.
 *
 * @public
 */
export interface Row {
  /** Path in the spec, such as `links.sourceCode`. */
  from: string;
  /**
   * The property of the standard: `dct:title`, or a path in a document, such as
   * `modelCard.modelParameters.task`. A path that ends in `[]` is a list, however
   * many values there are.
   */
  to?: string;
  as?: ValueKind<never>;
  /** Of a group: what becomes of its own properties, in the one value that `as` makes. */
  rows?: Mapping;
  /** Why the standard gets nothing of it. */
  excuse?: string;
}

/** @public */
export type Mapping = readonly Row[];

/** What a standard demands and an asset may not say. @public */
export interface Demand {
  to: string;
  /** The properties of ours that would say it. */
  from: readonly string[];
  /** What is said as long as none of them does; nothing, where nothing could be. */
  otherwise?: (subject: Subject) => Json;
}

/** What becomes of one kind of asset. @public */
export interface KindMapping {
  rows: Mapping;
  demands?: readonly Demand[];
}

/** @public */
export type KindMappings = Partial<Record<AssetKind, KindMapping>>;
