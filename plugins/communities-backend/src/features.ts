import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { keptAuditorFactory } from './audit';
import { catalogModulePeople } from './people';
import { communitiesPlugin } from './plugin';
import { tierPolicyModule } from './policy';
import {
  demoSignInModule,
  presentUserInfoFactory,
  sessionSignInModule,
} from './signIn';

/**
 * Who people are and what they may do: sign-in, policy, and the API that
 * tells a person about it. One feature, since each is useless without the others.
 *
 * @public
 */
export const communitiesFeatures = createBackendFeatureLoader({
  loader: () => [
    catalogModulePeople,
    keptAuditorFactory,
    communitiesPlugin,
    demoSignInModule,
    sessionSignInModule,
    presentUserInfoFactory,
    tierPolicyModule,
  ],
});
