export { aloneParts } from './aloneParts';
export { describeSecretStore } from './describeSecretStore';
export { InMemorySecretStore } from './InMemorySecretStore';
export {
  createDatabase,
  refOf,
  startAccounts,
  type Portal,
} from './startAccounts';
