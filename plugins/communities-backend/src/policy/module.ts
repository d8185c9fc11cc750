import { createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { TierPolicy } from './TierPolicy';

/** Makes the tiers table the portal's policy. */
export const tierPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'tiers',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new TierPolicy());
      },
    });
  },
});
