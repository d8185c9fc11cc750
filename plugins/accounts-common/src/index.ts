export * from './client';
export * from './accounts';
export * from './accountsClient';
export * from './accountNeeds';
export * from './permissions';
export * from './secrets';
