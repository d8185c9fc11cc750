export * from './client';
export * from './paths';
export * from './permissions';
export * from './types';
