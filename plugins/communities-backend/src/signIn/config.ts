import { DEMO_PROVIDER_ID } from '@astrolabe/plugin-communities-common';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'communities.signIn.demo.enabled';

/** Whether development sign-in is on; fails the start where it must not be. */
export function isDemoSignInEnabled(
  config: Config,
  nodeEnv: string | undefined,
): boolean {
  if (!config.getOptionalBoolean(KEY)) return false;

  const production = [
    config.getOptionalString('auth.environment') === 'production' &&
      'auth.environment is production',
    nodeEnv === 'production' && 'NODE_ENV is production',
  ].filter(reason => reason !== false);
  if (production.length > 0) {
    throw new InputError(
      `${KEY} is true, but ${production.join(' and ')}. With development ` +
        'sign-in anyone who reaches the portal may be anyone, an operator ' +
        `too. Set ${KEY} to false and configure a real sign-in; or, for a ` +
        'portal on your own machine, start it with auth.environment and ' +
        'NODE_ENV set to development.',
    );
  }
  if (!config.has(`auth.providers.${DEMO_PROVIDER_ID}`)) {
    throw new InputError(
      `${KEY} is true, but auth.providers.${DEMO_PROVIDER_ID} is missing, so ` +
        `Backstage would not offer it. Add 'auth.providers.${DEMO_PROVIDER_ID}: ` +
        `{}', or set ${KEY} to false.`,
    );
  }
  return true;
}
