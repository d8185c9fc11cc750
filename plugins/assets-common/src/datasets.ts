/** A repository of datasets that the portal can ask. @public */
export interface DatasetRepositoryInfo {
  id: string;
  title: string;
  /** Whether it can be searched, and not only asked for what one knows. */
  searchable: boolean;
}

/**
 * `open`: to everybody. `gated`: after accepting terms there. `embargoed`: not
 * yet. `restricted`: to whom its authors allow.
 *
 * @public
 */
export type DatasetAccess = 'open' | 'gated' | 'embargoed' | 'restricted';

/** @public */
export const checksumAlgorithms = ['md5', 'sha1', 'sha256', 'sha512'] as const;

/** @public */
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** A file of a dataset, as its repository says it. @public */
export interface DatasetFile {
  /** Below the dataset's own folder. */
  path: string;
  url: string;
  bytes?: number;
  /** `value` in lower-case hexadecimal. */
  checksum?: { algorithm: ChecksumAlgorithm; value: string };
}

/** A dataset as search results show it. @public */
export interface DatasetSummary {
  /** What to name it by, for a workload or an import: a DOI or an address. */
  source: string;
  title: string;
  creators: string[];
  /** Plain text. */
  description?: string;
  /** Day, ISO 8601. */
  publishedAt?: string;
  version?: string;
  license?: { name: string; url?: string };
  access: DatasetAccess;
  filesTotal?: number;
  /** Of the files whose size is known. */
  bytesTotal?: number;
}

/** What a repository says of a dataset, before anything is fetched. @public */
export interface DatasetDescription extends DatasetSummary {
  doi?: string;
  /** Its page, for people. */
  url: string;
  repository: DatasetRepositoryInfo;
  /** At most the first 1,000. */
  files: DatasetFile[];
  filesTotal: number;
  /** Whether the size of each file is known. */
  sizeKnown: boolean;
  /** Name that it has in the catalogue, or would have. */
  asset: string;
  /** Whether it is in the catalogue. */
  imported?: boolean;
}

/** @public */
export interface DatasetSearchPage {
  items: DatasetSummary[];
  totalItems: number;
  nextPage?: number;
}

/** A dataset that is an asset now. @public */
export interface ImportedDataset {
  name: string;
  entityRef: string;
  title: string;
}
