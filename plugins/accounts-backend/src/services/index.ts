export { openServices } from './openServices';
export { addServiceRoutes, type ServicesRoom } from './routes';
