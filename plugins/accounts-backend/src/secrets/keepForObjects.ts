import { audited } from '@astrolabe/http';
import type { ObjectSecrets } from '@astrolabe/plugin-accounts-node';
import { giveOne, isWhole, type GivingParts } from './giveSecret';

/** Keeps what was given with one workload, for that workload alone. */
export function keepForObjects(parts: GivingParts): ObjectSecrets {
  const { auditor, db, secrets } = parts;
  const scope = 'workload' as const;
  return {
    async keep(ownerRef, values, { objectId, communityId = '', by: room }) {
      const of = { ownerRef, community: communityId, workloadId: objectId };
      const names = Object.keys(values).join(' ');
      const meta = { names, scope, objectId, by: ownerRef, room };
      await audited({ auditor, eventId: 'secret-create', meta }, async () => {
        for (const [name, text] of Object.entries(values)) {
          const key = { ...of, scope, name, kind: 'text' as const };
          await secrets.create(key, { by: ownerRef, data: { text } });
        }
      });
    },

    async give(ownerRef, { objectId: workloadId, name }, use) {
      const { communityId: community = '' } = use;
      const key = { scope, ownerRef, community, workloadId, name };
      const record = await db.named(key);
      if (!isWhole(record)) return undefined;
      return giveOne(record, parts, { ...use, ownerRef });
    },

    async forget(objectId) {
      const records = await db.ofWorkload(objectId);
      // One that cannot be removed now keeps none of the others.
      const ends = await Promise.allSettled(
        records.map(each => secrets.remove(each, { by: each.ownerRef })),
      );
      const failed = ends.find(({ status }) => status === 'rejected');
      if (failed) throw (failed as PromiseRejectedResult).reason;
    },

    holders: before => db.workloadsBefore(before),
  };
}
