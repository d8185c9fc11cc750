export * from './engine';
export * from './extensions';
export * from './text';
