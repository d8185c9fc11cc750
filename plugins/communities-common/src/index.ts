export * from './generated/community';
export * from './readCommunities';
export * from './looks';
export * from './portal';
export * from './tiers';
export * from './people';
export * from './quotas';
export * from './readLimits';
