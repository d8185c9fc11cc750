import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  Quota,
  TierId,
  TierLimits,
} from '@astrolabe/plugin-communities-common';

/** On whose behalf a call is made. */
export interface UserOptions {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
}

/** Who asks, and what their tier allows. */
export interface Person {
  /** User entity ref. */
  ref: string;
  name: string;
  tier: TierId;
  /** Of one workload. */
  limits: TierLimits;
  /** Whom their workloads count for: themselves, their tier, their groups. */
  holders: string[];
  /** Of several workloads together. */
  quotas: Quota[];
}
