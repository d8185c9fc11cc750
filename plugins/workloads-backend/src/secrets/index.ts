export { createSecrets } from './createSecrets';
export type { GivenSecrets, LaunchSecrets } from './LaunchSecrets';
export type { SecretsOf } from './SecretsOf';
