export { AssetFolder, Changes, eventually, startAssets } from './startAssets';
export { manifest, module, tool } from './texts';
