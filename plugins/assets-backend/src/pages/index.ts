export { pagesOf } from './pagesOf';
