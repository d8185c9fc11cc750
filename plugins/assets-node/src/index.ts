export * from './service';
export * from './source';
