export * from './checksums';
export * from './links';
