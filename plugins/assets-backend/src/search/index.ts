export { AssetCounter } from './AssetCounter';
export { AssetIndex } from './AssetIndex';
export { IndexFollower } from './IndexFollower';
