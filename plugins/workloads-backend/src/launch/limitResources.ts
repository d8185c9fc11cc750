import { withAdvice } from '@astrolabe/http';
import {
  countsIn,
  type Membership,
  type TierLimits,
} from '@astrolabe/plugin-communities-common';
import { NotAllowedError } from '@backstage/errors';
import {
  inWords,
  lacking,
  lifetimes,
  only,
  requirementsOf,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type { Person } from './types';

/**
 * Holds a workload to what the person's tier allows, whatever its form says:
 * resources are refused, the time to live is lowered; to what quotas allow, too.
 */
export function limitResources(
  spec: WorkloadSpec,
  person: Person,
): WorkloadSpec {
  const wanted = requirementsOf(spec);
  const [amount] = lacking(wanted, person.limits);
  if (amount) {
    const most = inWords(only(person.limits, [amount]));
    throw withAdvice(
      new NotAllowedError(
        `One workload of the tier '${
          person.tier
        }' may use ${most}; this one asks for ${inWords(
          only(wanted, [amount]),
        )}`,
      ),
      {
        code: 'LIMIT_RESOURCES',
        cause: `limit ${amount} of tier ${person.tier} of ${person.community}`,
        ...withMore(person, {
          limit: amount,
          wanted: wanted[amount],
          else: 'Ask for less.',
        }),
      },
    );
  }
  const { mostSeconds = Infinity, noGpus } = lifetimes[spec.lifetime.kind];
  if (noGpus && wanted.gpuCount > 0) throw noGpusForIt(spec);
  const most = Math.min(
    mostSeconds,
    person.limits.timeToLiveSeconds ?? Infinity,
    ...person.quotas
      .filter(quota => countsIn(quota, spec.lifetime))
      .map(({ limits }) => limits.timeToLiveSeconds ?? Infinity),
  );
  if (most === Infinity) return spec;
  const { timeToLiveSeconds = most } = spec.lifetime;
  return {
    ...spec,
    lifetime: {
      ...spec.lifetime,
      timeToLiveSeconds: Math.min(timeToLiveSeconds, most),
    },
  };
}

function noGpusForIt({ lifetime }: WorkloadSpec): Error {
  return withAdvice(
    new NotAllowedError(`What is launched as '${lifetime.kind}' gets no GPU`),
    {
      code: 'LIMIT_RESOURCES',
      cause: `limit gpuCount of lifetime ${lifetime.kind}`,
      nextStep: 'Deploy it instead, with as many GPUs as your tier allows.',
    },
  );
}

/** What whoever reaches a limit can do: which tier would allow it, and how to get that. */
export function withMore(
  { tiers, offered, community }: Person,
  ask: { limit: keyof TierLimits; wanted: number; else: string },
): { nextStep: string; request?: Membership } {
  const enough = tiers.filter(
    ({ limits }) => (limits[ask.limit] ?? 0) >= ask.wanted,
  );
  const [tier] = enough;
  if (!tier) return { nextStep: `${ask.else} No tier allows it.` };
  const asked = enough.find(({ id }) => offered.includes(id));
  const how = asked
    ? `ask for '${asked.id}' on the page Access`
    : 'your preferences page says how to get it';
  return {
    nextStep: `${ask.else} The tier '${tier.id}' allows it; ${how}.`,
    ...(asked && { request: { community, tier: asked.id } }),
  };
}
