export { connect } from './connect';
export {
  DatabaseAccountStore,
  type AccountChange,
  type AccountRecord,
} from './DatabaseAccountStore';
export { DatabaseImports } from './DatabaseImports';
export {
  DatabaseSecrets,
  type EndNews,
  type SecretKey,
  type SecretRecord,
} from './DatabaseSecrets';
