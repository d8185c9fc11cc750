import type {
  AssetProblem,
  AssetSpec,
  HarvestedValue,
} from '@astrolabe/plugin-assets-common';
import type { Harvested } from '@astrolabe/plugin-assets-node';

/** What nobody can know by writing it down. */
const NEVER_TYPED = ['used', 'image'] as const;

/** What a file says of it is from when somebody last thought of it. */
const KNOWN_BETTER = ['updatedAt'] as const;

/** Of which each property may come from elsewhere. */
const GROUPS = ['links'] as const;

type Holder = { [key: string]: unknown };

/**
 * What a file says, and for what it does not say, what was found elsewhere:
 * of several places, the first that says it.
 */
export function withHarvest(
  typed: AssetSpec,
  found: readonly Harvested[] = [],
): { spec: AssetSpec; harvested?: HarvestedValue[] } {
  const spec: AssetSpec = { ...typed };
  for (const field of NEVER_TYPED) delete spec[field];
  for (const field of KNOWN_BETTER) {
    if (found.some(({ facts }) => facts[field])) delete spec[field];
  }
  const harvested = found.flatMap(({ facts, from, url }) =>
    fillIn(spec as unknown as Holder, facts as Holder).map(field => ({
      field,
      from,
      ...(url ? { url } : {}),
    })),
  );
  return harvested.length > 0 ? { spec, harvested } : { spec };
}

/** What could not be read, for whoever can mend it. */
export function unreadIn(found: readonly Harvested[] = []): AssetProblem[] {
  return found.flatMap(({ from, problem }) =>
    problem
      ? [
          {
            ...{ severity: 'warning', pointer: '', line: 1, column: 1 },
            message: `Nothing is read of ${from}: ${problem}`,
            fix: `Mend ${from} in the repository, or remove it.`,
          } as const,
        ]
      : [],
  );
}

/** Fills what is empty; answers the paths of what it filled. */
function fillIn(holder: Holder, facts: Holder): string[] {
  return Object.entries(facts).flatMap(([key, value]) => {
    if (isEmpty(value)) return [];
    if ((GROUPS as readonly string[]).includes(key)) {
      const group = { ...(holder[key] as Holder | undefined) };
      const filled = fillIn(group, value as Holder);
      if (filled.length > 0) holder[key] = group;
      return filled.map(field => `${key}.${field}`);
    }
    if (!isEmpty(holder[key])) return [];
    holder[key] = value;
    return [key];
  });
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null;
}
