export { registerAccountActions } from './actions';
export { openServices } from './openServices';
export { addServiceRoutes, type ServicesRoom } from './routes';
