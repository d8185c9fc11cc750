export { openProjects } from './openProjects';
export type { Projects } from './Projects';
export { zipProject } from './zipProject';
