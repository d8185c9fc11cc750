export * from './engine';
export * from './extensions';
export * from './logText';
export * from './text';
