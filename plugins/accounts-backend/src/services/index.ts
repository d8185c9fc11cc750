export { registerAccountActions } from './actions';
export { checkValues } from './checkValues';
export { registerShareActions } from './shareActions';
export type { LinkedAccounts } from './LinkedAccounts';
export { openServices } from './openServices';
export { addServiceRoutes, type ServicesRoom } from './routes';
