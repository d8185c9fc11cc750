export { ProjectPage } from './ProjectPage';
export { TemplatesPage } from './TemplatesPage';
