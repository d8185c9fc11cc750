export { connect } from './connect';
export { DatabaseAssetStore } from './DatabaseAssetStore';
export { DatabaseSourceStore } from './DatabaseSourceStore';
export * from './types';
