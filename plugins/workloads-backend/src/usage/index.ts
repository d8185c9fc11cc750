export { UsageReports } from './UsageReports';
export { UsageSampler } from './UsageSampler';
