export { RunsUsed } from './RunsUsed';
export { isBusy } from './isBusy';
export { UsageReports } from './UsageReports';
export { UsageSampler } from './UsageSampler';
