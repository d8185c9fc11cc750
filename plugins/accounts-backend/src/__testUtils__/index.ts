export { describeSecretStore } from './describeSecretStore';
export { InMemorySecretStore } from './InMemorySecretStore';
