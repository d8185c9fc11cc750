export { InMemorySecretStore } from './InMemorySecretStore';
