export { registerSecretAction } from './actions';
export { openSecrets, type SecretRoom } from './openSecrets';
export { addSecretRoutes } from './routes';
export type { Secrets } from './Secrets';
export { valueOf } from './values';
