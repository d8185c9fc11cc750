export { ApiDocsPage } from './ApiDocsPage';
