import type { AuditorService } from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type {
  AccountsService,
  SecretUse,
} from '@astrolabe/plugin-accounts-node';
import type { DatabaseSecrets, SecretRecord } from '../database';
import { expired } from './problems';
import type { Secrets } from './Secrets';
import { partOf } from './values';

export interface GivingParts {
  auditor: AuditorService;
  db: DatabaseSecrets;
  secrets: Secrets;
}

/**
 * Gives other rooms the values of secrets: what is for one community alone
 * comes before what is for all, and one's own before the community's. `name.user`
 * is the user of the secret `name`.
 */
export function giveSecret(
  parts: GivingParts,
): Pick<AccountsService, 'secret' | 'secretStates'> {
  const { db } = parts;

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
      if (isWhole(found)) return found;
    }
    return undefined;
  }

  return {
    async secret(ownerRef, wanted, use) {
      const [name, part] = wanted.split('.');
      const record = await find(ownerRef, name, use.communityId);
      return record && giveOne(record, parts, { ...use, ownerRef, part });
    },
    async secretStates(ownerRef, names, { communityId }) {
      return Promise.all(
        names.map(async name => {
          const record = await find(ownerRef, name.split('.')[0], communityId);
          if (!record) return { name, state: 'missing' };
          const { expiresAt } = record;
          const state = isOver(record) ? 'expired' : 'ready';
          return { name, state, ...(expiresAt && { expiresAt }) };
        }),
      );
    },
  };
}

/** The value of a secret, or of a part of it, for a use that is noted. */
export async function giveOne(
  record: SecretRecord,
  { auditor, db, secrets }: GivingParts,
  use: SecretUse & { ownerRef: string; part?: string },
): Promise<string | undefined> {
  const { by, objectId, ownerRef, part } = use;
  const { id: secretId, name, expiresAt } = record;
  const meta = { secretId, name, objectId, by: ownerRef, room: by };
  return audited({ auditor, eventId: 'secret-use', meta }, async () => {
    if (expiresAt && isOver(record)) throw expired(name, expiresAt);
    const data = await secrets.read(record);
    const value = data && partOf(data, part);
    if (value === undefined) return undefined;
    const at = new Date().toISOString();
    await db.noteUse(record, { by, objectId, at });
    return value;
  });
}

/** One that was made, and is not being removed. */
export function isWhole(record?: SecretRecord): record is SecretRecord {
  return (
    record !== undefined && record.version > 0 && record.doing !== 'delete'
  );
}

function isOver({ expiresAt }: SecretRecord): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= Date.now();
}
