export * from './anyAsset';
export * from './assets';
export * from './rdf';
export * from './rows';
