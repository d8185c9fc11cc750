export { AssetFolder, eventually, startAssets } from './startAssets';
