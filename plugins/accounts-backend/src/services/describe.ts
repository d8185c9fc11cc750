import type {
  Account,
  LinkableService,
} from '@astrolabe/plugin-accounts-common';
import type { LinkedAccount } from '@astrolabe/plugin-accounts-node';
import type { AccountRecord } from '../database';
import type { OAuth } from './oauth';
import type { ServiceProvider } from './providers';
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

/** As its owner sees it. */
export function describeAccount(
  record: AccountRecord,
  provider: ServiceProvider,
): Account {
  const { linkedAt, settings } = record;
  const values = Object.fromEntries(
    Object.entries(settings).filter(([name]) =>
      Object.hasOwn(provider.form.properties, name),
    ),
  );
  return {
    ...describeLinked(record, provider),
    ...{ values, linkedAt },
    ...(isSignedIn(record) && { signedIn: true }),
    ...(settings.fingerprint && { fingerprint: settings.fingerprint }),
  };
}

/** As other rooms see it. */
export function describeLinked(
  record: AccountRecord,
  { kind }: ServiceProvider,
): LinkedAccount {
  const { name: id, service, title, user, health, expiresAt } = record;
  const { url, host } = record.settings;
  return {
    ...{ id, service, kind, title, health },
    ...((url ?? host) && { url: url ?? host }),
    ...(user && { user }),
    ...(expiresAt && { expiresAt }),
  };
}
