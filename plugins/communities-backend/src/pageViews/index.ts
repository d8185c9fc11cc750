export { keepPageViews } from './keepPageViews';
export { addPageViewRoutes } from './routes';
