export { AuthorizedAssetService } from './AuthorizedAssetService';
export { DefaultAssetService } from './DefaultAssetService';
export type { AssetService } from './types';
