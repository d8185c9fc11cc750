export * from './check';
export * from './client';
export * from './datasets';
export * from './kinds';
export * from './permissions';
export * from './translations';
export * from './types';
export * from './generated/asset';
