export * from './tiers';
export * from './people';
