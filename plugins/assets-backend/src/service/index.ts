export { Authorizer } from './Authorizer';
export { AuthorizedAssetService } from './AuthorizedAssetService';
export { DefaultAssetService } from './DefaultAssetService';
export type { AssetService } from './types';
