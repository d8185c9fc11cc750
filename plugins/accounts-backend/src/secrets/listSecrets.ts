import type { SecretList } from '@astrolabe/plugin-accounts-common';
import type { DatabaseSecrets } from '../database';
import type { SecretStore } from '../stores';
import type { Credentials, SecretAccess } from './SecretAccess';
import { toSecrets } from './toSecrets';

/** What a person sees of secrets, and whether they can be changed. */
export async function listSecrets(
  credentials: Credentials,
  options: { access: SecretAccess; db: DatabaseSecrets; store: SecretStore },
): Promise<SecretList> {
  const { access, db, store } = options;
  const reach = await access.reachOf(credentials);
  const [records, communities, health] = await Promise.all([
    db.list(reach),
    access.communitiesOf(credentials),
    store.health(),
  ]);
  return { items: await toSecrets(records, db), communities, store: health };
}
