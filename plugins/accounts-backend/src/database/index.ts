export { connect } from './connect';
export {
  DatabaseAccountStore,
  type AccountChange,
  type AccountRecord,
} from './DatabaseAccountStore';
export {
  DatabaseSecrets,
  type SecretKey,
  type SecretRecord,
} from './DatabaseSecrets';
