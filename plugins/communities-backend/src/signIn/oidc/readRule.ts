import type { Membership, TierId } from '@astrolabe/plugin-communities-common';
import type { Config } from '@backstage/config';
import { refusal } from './refusal';
import type { Rule } from './rules';

const GAP = /\{([^{}]*)\}/g;
const GAP_TAKES = '([a-z0-9-]+)';

/** Takes the id of a tier that there is; refuses another by its key. */
type TakeTier = (id: string, key: string) => TierId;

/**
 * @param key - of the rule in the configuration, for what is said of it
 * @param tiers - that there are
 */
export function readRule(
  config: Config,
  key: string,
  tiers: readonly TierId[],
): Rule {
  const claim = config.getOptionalString('claim');
  const value = config.getOptionalString('value');
  const pattern = config.getOptionalString('pattern');
  if (!claim && (value ?? pattern) !== undefined) {
    throw refusal(`${key}.claim`, 'a value is looked for, but not where');
  }
  if (claim && (value === undefined) === (pattern === undefined)) {
    throw refusal(key, 'with a claim it needs a value or a pattern, not both');
  }
  const tierAt: TakeTier = (id, at) => {
    if (tiers.includes(id)) return id;
    throw refusal(at, `'${id}' is no tier; these are ${tiers.join(', ')}`);
  };
  const read =
    pattern === undefined
      ? readValue(config, { key, tierAt, wanted: value })
      : readPattern(config, { key, tierAt, pattern });
  return { claim, looksFor: value ?? pattern, read };
}

/** Without a value that is wanted, any will do. */
function readValue(
  config: Config,
  {
    key,
    tierAt,
    wanted = '',
  }: { key: string; tierAt: TakeTier; wanted?: string },
): Rule['read'] {
  const membership: Membership = {
    community: config.getString('community'),
    tier: tierAt(config.getString('tier'), `${key}.tier`),
  };
  return value => (value === wanted ? membership : undefined);
}

function readPattern(
  config: Config,
  { key, tierAt, pattern }: { key: string; tierAt: TakeTier; pattern: string },
): Rule['read'] {
  const gaps = gapsOf(pattern, `${key}.pattern`);
  const form = formOf(pattern);
  const community = gaps.includes('community')
    ? undefined
    : config.getString('community');
  const tier = gaps.includes('level')
    ? undefined
    : tierAt(config.getString('tier'), `${key}.tier`);
  const levels = tier ? new Map() : readLevels(config, `${key}.levels`, tierAt);
  return value => {
    const taken = form.exec(value)?.slice(1);
    if (!taken) return undefined;
    const filling = (gap: string) => taken[gaps.indexOf(gap)];
    const found = {
      community: community ?? filling('community'),
      tier: tier ?? levels.get(filling('level')),
    };
    return found.tier && found;
  };
}

/** The names of its gaps, in order; where one ends has to be clear. */
function gapsOf(pattern: string, key: string): string[] {
  const gaps = [...pattern.matchAll(GAP)].map(([, name]) => name);
  const odd = gaps.find(name => name !== 'community' && name !== 'level');
  if (odd !== undefined) {
    throw refusal(key, `'{${odd}}' is neither {community} nor {level}`);
  }
  if (gaps.length === 0 || new Set(gaps).size < gaps.length) {
    throw refusal(key, 'it needs {community}, {level} or both, each once');
  }
  if (/\}[a-z0-9-]*\{/.test(pattern)) {
    throw refusal(
      key,
      'between its gaps has to be what neither of them can take, such as a colon',
    );
  }
  return gaps;
}

/** Without flags, `^` and `$` are the ends of the whole value. */
function formOf(pattern: string): RegExp {
  const parts = pattern.split(GAP).map((part, index) =>
    // Every other one is the name of a gap.
    index % 2 ? GAP_TAKES : part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'),
  );
  return new RegExp(`^${parts.join('')}$`);
}

function readLevels(
  config: Config,
  key: string,
  tierAt: TakeTier,
): Map<string, TierId> {
  const levels = config.getConfig('levels');
  return new Map(
    levels
      .keys()
      .map(level => [
        level,
        tierAt(levels.getString(level), `${key}.${level}`),
      ]),
  );
}
