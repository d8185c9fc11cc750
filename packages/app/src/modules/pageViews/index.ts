export { PageViewCounter } from './PageViewCounter';
