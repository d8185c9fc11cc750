export { harvest, LONGEST, ofSbom } from './harvest';
export { UnreadableFile, type Harvestable } from './types';
export { unreadIn, withHarvest } from './withHarvest';
