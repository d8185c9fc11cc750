export { Projects } from './Projects';
export { readTemplates } from './readTemplates';
export { zipProject } from './zipProject';
