export { choosePortal } from './choosePortal';
export { addPortalRoutes } from './routes';
