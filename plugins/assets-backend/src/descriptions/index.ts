export { Addresses } from './addresses';
export { Descriptions } from './Descriptions';
export { wantsDescription } from './negotiate';
export { addDescriptionRoutes, alternatesOf, openToAll } from './routes';
