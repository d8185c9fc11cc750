export { describeChanging } from './describeChanging';
export { describeHooks } from './describeHooks';
export { describePublishing } from './describePublishing';
export { describeReleasing } from './describeReleasing';
export { describeReading } from './describeReading';
export { describeRegistering } from './describeRegistering';
export type { ForgeBench, Look } from './ForgeBench';
export { startGithub } from './GithubServer';
export { startGitlab } from './GitlabServer';
