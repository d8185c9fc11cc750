export { registerSecretAction } from './actions';
export { openSecrets, type SecretRoom } from './openSecrets';
export { addSecretRoutes } from './routes';
