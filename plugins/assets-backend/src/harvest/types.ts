import type { AssetSpec } from '@astrolabe/plugin-assets-common';
import type { RepositoryAbout } from '../forges';

/** What a place says of an asset, in our words. */
export type Facts = Partial<AssetSpec>;

/** A file of a repository that says what a metadata file would. */
export interface FileReader {
  path: string;
  /** Throws for a text that is none of its kind; the message says why, for people. */
  read(text: string): Facts | Promise<Facts>;
}

/** What is there is no file that could be read; the message says why, for people. */
export class UnreadableFile extends Error {}

/** A repository at any forge, as it is harvested. */
export interface Harvestable {
  about: RepositoryAbout;
  /**
   * Text of a file; undefined where there is none.
   *
   * @throws UnreadableFile for one that is none, which hides no other; whatever else it
   * throws ends the harvest
   */
  read(path: string): Promise<string | undefined>;
  /** Where a person sees a file. */
  pageOf?(path: string): string;
  /** The bill of materials that a check of its newest commit has left. */
  sbom?: string;
}
