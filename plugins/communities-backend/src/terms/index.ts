export { addTermsRoutes } from './routes';
