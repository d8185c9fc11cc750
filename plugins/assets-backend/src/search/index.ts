export { AssetIndex } from './AssetIndex';
export { IndexFollower } from './IndexFollower';
