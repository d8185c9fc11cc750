export * from './engine';
export * from './exitReason';
export * from './extensions';
export * from './filePath';
export * from './logText';
export * from './RefusedError';
export * from './text';
export * from './Watchers';
