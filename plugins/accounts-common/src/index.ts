export * from './client';
export * from './accounts';
export * from './accountsClient';
export * from './permissions';
export * from './secrets';
