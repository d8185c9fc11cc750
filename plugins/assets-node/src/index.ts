export * from './changes';
export * from './checked';
export * from './service';
export * from './source';
