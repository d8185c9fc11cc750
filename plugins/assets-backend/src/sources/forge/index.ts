export { ForgeSource } from './ForgeSource';
export type { ForgeConfig } from './types';
