export { connect } from './connect';
export {
  DatabaseSecrets,
  type SecretKey,
  type SecretRecord,
} from './DatabaseSecrets';
