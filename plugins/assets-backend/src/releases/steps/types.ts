import type { ReleaseStepId } from '@astrolabe/plugin-assets-common';
import type { Forge, ForgeRepository } from '../../forges';
import type { Zenodo } from '../archives/Zenodo';
import type { ImageName, Registry, SigningKey } from '../../images';
import type { Facts, ReleaseRow } from '../ReleaseStore';

/** What is done with images of modules. */
export interface Images {
  /** As who has it made, where they have an account there; otherwise as everybody. */
  registry(name: ImageName): Promise<Registry>;
  key(): Promise<SigningKey>;
  /** So long an image is waited for. */
  waitMs: number;
}

/** How commits of the repository are checked. */
export interface Checked {
  /** Has it checked, where commits of it are; once. */
  begin(commit: string): Promise<void>;
  /** Whether what they leave of it, such as an SBOM, may still come. */
  areFilesToCome(commit: string): Promise<boolean>;
}

/** What a step has to do with. */
export interface Making {
  row: ReleaseRow;
  facts: Facts;
  forge: Forge;
  place: ForgeRepository;
  /** There is one where a DOI is wished. */
  archive?: Zenodo;
  images: Images;
  /** A file of this name that a check of one of these commits has made. */
  kept: (name: string, commits: string[]) => Promise<string | undefined>;
  checks: Checked;
  /** Keeps something at once: whatever comes next may be cut short. */
  keep: (facts: Partial<Facts>) => Promise<void>;
}

/** One after the other; each looks before it acts, since its answer may have been lost. */
export interface Step {
  id: ReleaseStepId;
  /** Whether it is for an archive alone. */
  isOfArchive: boolean;
  isDone(facts: Facts): boolean;
  act(making: Making): Promise<Partial<Facts>>;
}

/** By this a release knows what is its own. */
export function markOf({ id }: ReleaseRow): string {
  return `Astrolabe-Release: ${id}`;
}
