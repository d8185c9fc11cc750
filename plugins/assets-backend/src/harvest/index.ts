export { withHarvest } from './withHarvest';
