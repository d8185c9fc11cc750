export { AssetFolder, eventually, startAssets } from './startAssets';
export { manifest, module, tool } from './texts';
