import type { Checked } from './RunStore';

/** Of all that is known of a repository's checks. */
export function columnsOf({ entityRef, forge, forgeId }: Checked) {
  return { entity_ref: entityRef, forge, forge_id: forgeId };
}
