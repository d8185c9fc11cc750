export { describePublishing } from './describePublishing';
export type { ForgeBench, Look } from './ForgeBench';
export { startGithub } from './GithubServer';
export { startGitlab } from './GitlabServer';
