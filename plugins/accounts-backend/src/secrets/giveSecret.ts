import type { AuditorService } from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type { DatabaseSecrets, SecretRecord } from '../database';
import { expired } from './problems';
import type { Secrets } from './Secrets';
import { partOf } from './values';

/**
 * Gives other rooms the values of secrets: what is for one community alone
 * comes before what is for all, and one's own before the community's. `name.user`
 * is the user of the secret `name`.
 */
export function giveSecret(options: {
  auditor: AuditorService;
  db: DatabaseSecrets;
  secrets: Secrets;
}): AccountsService['secret'] {
  const { auditor, db, secrets } = options;

  async function find(
    ownerRef: string,
    name: string,
    community = '',
  ): Promise<SecretRecord | undefined> {
    const places = [
      ...(community ? [{ scope: 'member' as const, ownerRef, community }] : []),
      { scope: 'personal' as const, ownerRef, community: '' },
      ...(community
        ? [{ scope: 'community' as const, ownerRef: '', community }]
        : []),
    ];
    for (const place of places) {
      const found = await db.named({ ...place, name });
      if (found && found.version > 0 && found.doing !== 'delete') return found;
    }
    return undefined;
  }

  return async (ownerRef, wanted, { by, objectId, communityId }) => {
    const [name, part] = wanted.split('.');
    const record = await find(ownerRef, name, communityId);
    if (!record) return undefined;
    const meta = {
      secretId: record.id,
      name,
      objectId,
      by: ownerRef,
      room: by,
    };
    return audited({ auditor, eventId: 'secret-use', meta }, async () => {
      const { expiresAt } = record;
      if (expiresAt && Date.parse(expiresAt) <= Date.now()) {
        throw expired(name, expiresAt);
      }
      const data = await secrets.read(record);
      const value = data && partOf(data, part);
      if (value === undefined) return undefined;
      const at = new Date().toISOString();
      await db.noteUse(record, { by, objectId, at });
      return value;
    });
  };
}
