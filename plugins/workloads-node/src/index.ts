export * from './engine';
export * from './exitReason';
export * from './extensions';
export * from './logText';
export * from './text';
export * from './Watchers';
