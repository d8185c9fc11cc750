export { EmbeddedSecretStore } from './EmbeddedSecretStore';
