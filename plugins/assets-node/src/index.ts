export * from './changes';
export * from './checked';
export * from './clients';
export * from './service';
export * from './source';
