export * from './anyAsset';
export * from './assets';
export * from './rdf';
export * from './readBack';
export * from './rows';
export * from './schemaOrg';
