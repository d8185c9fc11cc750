export * from './jsonLd';
export * from './kinds';
export * from './prefixes';
export * from './turtle';
