export * from './changes';
export * from './service';
export * from './source';
