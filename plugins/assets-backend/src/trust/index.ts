export { type Environments, type RunningTool } from './Environments';
export { environmentAt, missingIn } from './missingIn';
export { openTrust, type TrustParts } from './openTrust';
export type { Known, Trust } from './readTrusted';
