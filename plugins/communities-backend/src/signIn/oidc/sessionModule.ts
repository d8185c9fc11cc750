import {
  tierRef,
  SESSION_PROVIDER_ID,
} from '@astrolabe/plugin-communities-common';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
  type SignInResolver,
} from '@backstage/plugin-auth-node';
import { Communities, type SignedIn } from './Communities';
import { Cookies } from './cookies';
import { readSettings } from './readSettings';
import { createSessionAuthenticator } from './sessionAuthenticator';

const resolver: SignInResolver<SignedIn> = ({ result }, context) => {
  const { userRef, memberships } = result;
  const ent = [
    userRef,
    ...memberships.map(({ tier, community }) => tierRef(tier, community)),
  ];
  return context.issueToken({ claims: { sub: userRef, ent } });
};

/** Backstage's tokens for whoever has a session of ours. */
export const sessionSignInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'session-sign-in',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers, ...deps }) {
        const settings = readSettings(config);
        if (settings.providers.length === 0) return;
        if (!config.has(`auth.providers.${SESSION_PROVIDER_ID}`)) {
          throw new InputError(
            'communities.signIn.providers are there, but not ' +
              `auth.providers.${SESSION_PROVIDER_ID}, so Backstage would not ` +
              `offer them. Add 'auth.providers.${SESSION_PROVIDER_ID}: {}'.`,
          );
        }
        providers.registerProvider({
          providerId: SESSION_PROVIDER_ID,
          factory: createProxyAuthProviderFactory({
            authenticator: createSessionAuthenticator(
              new Communities(deps),
              new Cookies(settings.portalUrl),
            ),
            signInResolver: resolver,
          }),
        });
      },
    });
  },
});
