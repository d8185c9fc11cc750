import { attach } from './attach';
import { commit } from './commit';
import { doi } from './doi';
import { files } from './files';
import { image } from './image';
import { publish } from './publish';
import { release } from './release';
import type { Step } from './types';

/** In their order; the plan comes before them. */
export const steps: readonly Step[] = [
  ...[doi, commit, release, image, files, publish, attach],
];

export { WITHOUT_IMAGE } from './image';
export { CHECKS_MINUTES } from './checkedCommits';
export type { Checked, Images, Making, Step } from './types';
