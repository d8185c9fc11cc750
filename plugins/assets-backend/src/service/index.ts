export { AuthorizedAssetService } from './AuthorizedAssetService';
export { DefaultAssetService } from './DefaultAssetService';
export {
  isNobody,
  OpenAssetService,
  type OpenAssets,
} from './OpenAssetService';
export type { AssetService } from './types';
