export { Addresses } from './addresses';
export { Descriptions } from './Descriptions';
export { addDescriptionRoutes, openToAll } from './routes';
