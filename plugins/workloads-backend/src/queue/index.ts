export { calibrate, correct, type Foretold } from './calibrate';
export { estimateWaits } from './estimateWaits';
export { HoldingTimes } from './HoldingTimes';
export type { EndedRun, Run, RunningRun, SiteNow, Wait } from './types';
export { Forecaster } from './Forecaster';
export { QueueBoard } from './QueueBoard';
