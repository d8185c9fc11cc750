export * from './fieldsOf';
export * from './fill';
export * from './rows';
export * from './types';
