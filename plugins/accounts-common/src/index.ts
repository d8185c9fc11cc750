export * from './client';
export * from './permissions';
export * from './secrets';
