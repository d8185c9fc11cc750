export { harvest, ofSbom } from './harvest';
export type { Harvestable } from './types';
export { unreadIn, withHarvest } from './withHarvest';
