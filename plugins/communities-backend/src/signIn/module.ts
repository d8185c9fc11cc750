import {
  DEMO_PROVIDER_ID,
  followCommunities,
} from '@astrolabe/plugin-communities-common';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { isDemoSignInEnabled } from './config';
import { createDemoAuthenticator } from './demoAuthenticator';
import { createDemoResolver } from './demoResolver';

/** Development sign-in, where the configuration asks for it. */
export const demoSignInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'demo-sign-in',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (!isDemoSignInEnabled(config, process.env.NODE_ENV)) return;
        const baseHosts = ['app.baseUrl', 'backend.baseUrl']
          .map(key => config.getOptionalString(key))
          .filter(url => url !== undefined && URL.canParse(url))
          .map(url => new URL(url!).hostname);
        const communities = followCommunities(config);
        logger.warn('Development sign-in is on: anyone may be anyone');
        providers.registerProvider({
          providerId: DEMO_PROVIDER_ID,
          factory: createProxyAuthProviderFactory({
            authenticator: createDemoAuthenticator(() => [
              ...baseHosts,
              ...communities.list().flatMap(({ hosts = [] }) => hosts),
            ]),
            signInResolver: createDemoResolver(() =>
              communities.list().map(({ id }) => id),
            ),
          }),
        });
      },
    });
  },
});
