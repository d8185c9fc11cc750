export { registerAccessAction } from './actions';
export { plainName } from './Names';
export { openDesk } from './openDesk';
export { addAccessRoutes, type AccessRoom } from './routes';
