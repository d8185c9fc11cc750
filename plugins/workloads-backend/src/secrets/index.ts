export { createSecrets } from './createSecrets';
export type { GivenSecrets, LaunchSecrets } from './LaunchSecrets';
