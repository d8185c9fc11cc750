export { harvest, HARVEST_VERSION, LONGEST, ofSbom } from './harvest';
export { UnreadableFile } from './types';
export { unreadIn, withHarvest } from './withHarvest';
