import type { Config } from '@backstage/config';
import { readAmounts, readTime, refuse } from './amounts';
import {
  isBuiltInTier,
  permissionsOf,
  tiers as builtIn,
  type Tier,
  type TierLimits,
} from './tiers';

/** Every permission there is: the top of the built-in table has them all. */
const known = permissionsOf(builtIn.at(-1)!.id);

/** Of a tier that says no limits and inherits none. */
const nothing: TierLimits = {
  cpuCores: 0,
  memoryBytes: 0,
  diskBytes: 0,
  gpuCount: 0,
  workloads: 0,
};

/** A tier before it has what it inherits. */
type Draft = Omit<Tier, 'limits'> & { limits: Partial<TierLimits> };

/**
 * The built-in tiers as the configuration has them, and those that it declares;
 * the lowest first.
 *
 * @throws Error that names the key and what is allowed there
 */
export function readTiers(config: Config | undefined): Tier[] {
  const declared = (config?.keys() ?? []).filter(id => !isBuiltInTier(id));
  const drafts: Draft[] = [
    ...declared.map(id => readDraft(id, config!.getConfig(id))),
    ...builtIn.map(tier => {
      const own = config?.getOptionalConfig(tier.id);
      return own ? { ...tier, ...readDraft(tier.id, own, tier) } : tier;
    }),
  ];
  return drafts
    .map(draft => ({ draft, line: lineOf(draft, drafts) }))
    .sort((one, other) => one.line.length - other.line.length)
    .map(({ draft, line }) => ({ ...draft, limits: limitsOf(line) }));
}

function readDraft(id: string, config: Config, present?: Tier): Draft {
  const where = `tiers.${id}`;
  const permissions = config.getOptionalStringArray('permissions');
  const inherits = config.getOptionalString('inherits') ?? present?.inherits;
  const odd = permissions?.find(name => !known.includes(name));
  if (odd) {
    refuse(`${where}.permissions`, `'${odd}' is none of ${known.join(', ')}`);
  }
  if (!present) {
    if (!/^[a-z][a-z0-9-]{0,31}$/.test(id)) {
      refuse(where, 'it has to be lower case letters, digits and hyphens');
    }
    if (!permissions && !inherits) {
      const ids = builtIn.map(tier => tier.id).join(', ');
      refuse(
        where,
        `it is none of ${ids}; another one says what it inherits or which permissions it has`,
      );
    }
  }
  return {
    id,
    title: config.getOptionalString('title') ?? id,
    inherits,
    permissions: permissions ?? present?.permissions ?? [],
    limits: {
      ...present?.limits,
      ...readAmounts(config, where),
      ...readTime(config, where),
    },
  };
}

/** A tier and those that it inherits, one from the other. */
function lineOf(draft: Draft, drafts: readonly Draft[]): Draft[] {
  const line = [draft];
  for (let { inherits } = draft; inherits !== undefined; ) {
    const where = `tiers.${line.at(-1)!.id}.inherits`;
    const next = drafts.find(({ id }) => id === inherits);
    if (!next) {
      const ids = drafts.map(({ id }) => id).join(', ');
      return refuse(where, `'${inherits}' is none of ${ids}`);
    }
    if (line.includes(next)) {
      return refuse(where, `'${inherits}' inherits it in turn`);
    }
    line.push(next);
    inherits = next.inherits;
  }
  return line;
}

/** Its own limits, and for what it does not say those that it inherits. */
function limitsOf([draft, ...above]: Draft[]): TierLimits {
  // A built-in tier says all of them.
  if (isBuiltInTier(draft.id)) return draft.limits as TierLimits;
  const below = above.length > 0 ? limitsOf(above) : nothing;
  return { ...below, ...draft.limits };
}
