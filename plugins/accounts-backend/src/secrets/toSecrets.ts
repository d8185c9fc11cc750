import type { Secret, SecretEvent } from '@astrolabe/plugin-accounts-common';
import type { DatabaseSecrets, SecretRecord } from '../database';

const SHOWN_USES = 10;

/** Secrets as they are shown, with what uses them. */
export async function toSecrets(
  records: readonly SecretRecord[],
  db: DatabaseSecrets,
): Promise<Secret[]> {
  const uses = await db.events(
    records.map(({ id }) => id),
    { what: 'use' },
  );
  return records.map(record => {
    const { id, name, kind, scope, version, createdAt, changedAt } = record;
    return {
      ...{ id, name, kind, scope, version, createdAt, changedAt },
      ...(record.community && { community: record.community }),
      ...(record.workloadId && { workloadId: record.workloadId }),
      ...(record.expiresAt && { expiresAt: record.expiresAt }),
      usedBy: uses
        .filter(({ secretId }) => secretId === id)
        .slice(0, SHOWN_USES)
        .map(use => ({
          ...{ by: use.by, objectId: use.objectId ?? '' },
          ...{ version: use.version, at: use.at },
        })),
    };
  });
}

/** What was done with a secret, newest first. */
export async function toEvents(
  id: string,
  db: DatabaseSecrets,
): Promise<SecretEvent[]> {
  const events = await db.events([id]);
  return events.map(({ secretId: _, ...event }) => event);
}
