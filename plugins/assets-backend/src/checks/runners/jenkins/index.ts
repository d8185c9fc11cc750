export { JenkinsRunner } from './JenkinsRunner';
export type { JenkinsConfig } from './types';
