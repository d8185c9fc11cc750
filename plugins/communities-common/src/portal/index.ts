export * from './catalogue';
export * from './communityAt';
export * from './describePortal';
export * from './followCommunities';
