export { registerAccountActions } from './actions';
export { registerShareActions } from './shareActions';
export { openServices } from './openServices';
export { addServiceRoutes, type ServicesRoom } from './routes';
