export { findPersonBy } from './findPerson';
export { ImportSecrets } from './ImportSecrets';
export { addImportRoutes } from './routes';
export { takeAccountInto } from './takeAccount';
export { tellOwnerBy } from './tellOwner';
