import type {
  AssetKind,
  AssetProblem,
  AssetSpec,
} from '@astrolabe/plugin-assets-common';

/**
 * An asset as the catalogue keeps it: enough for relations and permissions,
 * and small, because the catalogue writes a row for every value.
 *
 * @public
 */
export interface AssetChange {
  kind: AssetKind;
  name: string;
  /** True when it is gone; the rest is then what was last known. */
  removed: boolean;
  title: string;
  summary: string;
  valid: boolean;
  /** The first few; the asset itself has all. */
  problems: AssetProblem[];
  /** Address or path of the metadata file. */
  location: string;
  /** Id of the source. */
  source: string;
  spec: Pick<
    AssetSpec,
    | 'libraries'
    | 'tasks'
    | 'categories'
    | 'tags'
    | 'dataTypes'
    | 'license'
    | 'version'
    | 'lifecycle'
    | 'owner'
    | 'dependsOn'
  >;
}

/** `GET /v1/entities`: what changed after a cursor, oldest change first. @public */
export interface AssetChangePage {
  items: AssetChange[];
  /** To go on from, also when nothing more is there now. */
  nextCursor: string;
  more: boolean;
}
