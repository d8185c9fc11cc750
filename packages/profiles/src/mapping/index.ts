export * from './fieldsOf';
export * from './fill';
export * from './own';
export * from './rows';
export * from './types';
