import type {
  DatasetDescription,
  DatasetRepositoryInfo,
  DatasetSearchPage,
} from '@astrolabe/plugin-assets-common';
import type { RepositoryReader } from '../RepositoryReader';

/** Where a dataset is said to be. At least one of the two is there. */
export interface Place {
  /** Bare and in lower case, such as 10.5281/zenodo.1234567. */
  doi?: string;
  url?: URL;
}

/** What a repository says; the directory adds what holds for all of them. */
export type DatasetRecord = Omit<
  DatasetDescription,
  | 'source'
  | 'repository'
  | 'asset'
  | 'imported'
  | 'filesTotal'
  | 'bytesTotal'
  | 'sizeKnown'
>;

/**
 * A repository of datasets: one file of this folder each. It reads what the
 * repository's published interface answers, and nothing of its pages.
 */
export interface DatasetRepository
  extends Omit<DatasetRepositoryInfo, 'searchable'> {
  /** The record at a place, in the repository's own words; undefined: not one of its. */
  recordOf(place: Place): string | undefined;
  /** @throws what RepositoryReader does */
  describe(
    record: string,
    options: { place: Place; reader: RepositoryReader },
  ): Promise<DatasetRecord>;
  /** Pages of ten, from 1. */
  search?(
    query: { text: string; page: number },
    reader: RepositoryReader,
  ): Promise<DatasetSearchPage>;
}
