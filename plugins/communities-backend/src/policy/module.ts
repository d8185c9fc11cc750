import { followLimits } from '@astrolabe/plugin-communities-common';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { TierPolicy } from './TierPolicy';

/** Makes the tiers table the portal's policy. */
export const tierPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'tiers',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
      },
      async init({ config, logger, policy }) {
        const table = followLimits(config, logger);
        policy.setPolicy(new TierPolicy(table));
      },
    });
  },
});
