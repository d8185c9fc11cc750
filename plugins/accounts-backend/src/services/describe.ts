import type {
  Account,
  LinkableService,
} from '@astrolabe/plugin-accounts-common';
import { roleCovers } from '@astrolabe/plugin-communities-common';
import type { LinkedAccount } from '@astrolabe/plugin-accounts-node';
import type { OAuth } from './oauth';
import type { ServiceProvider } from './providers';
import type { SeenAccount } from './SharedAccounts';
import { isSignedIn } from './signedIn';

export function describeService(
  provider: ServiceProvider,
  oauth: Pick<OAuth, 'knows'>,
): LinkableService {
  const { id, title, kind, form } = provider;
  return {
    ...{ id, title, kind, form },
    login: provider.login !== undefined,
    signIn: oauth.knows(provider),
  };
}

/** As somebody sees it: what was filled in is its owner's, and whose who may change it. */
export function describeAccount(
  seen: SeenAccount,
  provider: ServiceProvider,
): Account {
  const { linkedAt, settings } = seen.record;
  const isShown = roleCovers(seen.role, 'manage');
  const values = Object.fromEntries(
    Object.entries(settings).filter(
      ([name]) => isShown && Object.hasOwn(provider.form.properties, name),
    ),
  );
  return {
    ...describeLinked(seen, provider),
    ...{ values, linkedAt },
    ...(isSignedIn(seen.record) && { signedIn: true }),
    ...(settings.fingerprint && { fingerprint: settings.fingerprint }),
  };
}

/** As other rooms see it. */
export function describeLinked(
  { record, id, role }: SeenAccount,
  { kind }: ServiceProvider,
): LinkedAccount {
  const { ownerRef, service, title, user, health, expiresAt } = record;
  const { url, host } = record.settings;
  return {
    ...{ id, ownerRef, service, kind, title, health },
    ...((url ?? host) && { url: url ?? host }),
    ...(user && roleCovers(role, 'use') && { user }),
    ...(expiresAt && { expiresAt }),
    ...(role !== 'owner' && { shared: { role } }),
  };
}
