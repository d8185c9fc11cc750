import type { Membership } from '@astrolabe/plugin-communities-common';

/** What rows say of each person, by their ref. */
export function byPerson(
  rows: readonly (Membership & { person_ref: string })[],
): Map<string, Membership[]> {
  const found = new Map<string, Membership[]>();
  for (const { person_ref: ref, community, tier } of rows) {
    found.set(ref, [...(found.get(ref) ?? []), { community, tier }]);
  }
  return found;
}
