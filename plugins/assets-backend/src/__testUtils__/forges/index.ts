export { describeChanging } from './describeChanging';
export { describePublishing } from './describePublishing';
export { describeReading } from './describeReading';
export type { ForgeBench, Look } from './ForgeBench';
export { startGithub } from './GithubServer';
export { startGitlab } from './GitlabServer';
