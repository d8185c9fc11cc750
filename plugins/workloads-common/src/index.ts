export * from './client';
export * from './manifest';
export * from './permissions';
export * from './reasons';
export * from './states';
export * from './types';
export * from './generated/workload';
export * from './generated/manifest';
