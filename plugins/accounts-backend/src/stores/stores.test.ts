import { describeSecretStore, InMemorySecretStore } from '../__testUtils__';

describeSecretStore('of tests', () => new InMemorySecretStore());
