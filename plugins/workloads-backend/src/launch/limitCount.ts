import { withAdvice } from '@astrolabe/http';
import { NotAllowedError } from '@backstage/errors';
import { higherTier } from './limitResources';
import type { Person } from './types';

/**
 * Refuses one workload more than the person's tier allows at a time.
 *
 * @param living - how many there are, with the one that is asked for
 */
export function limitCount(living: number, person: Person): void {
  const { workloads } = person.limits;
  if (living <= workloads) return;
  const others = living - 1;
  throw withAdvice(
    new NotAllowedError(
      `People of the tier '${person.tier}' may have ${workloads} workloads at a time, and you have ${others}`,
    ),
    {
      code: 'LIMIT_WORKLOADS',
      cause: `limit workloads of tier ${person.tier}: ${others} of ${workloads} in use`,
      nextStep: `Stop or delete one. ${higherTier('workloads', living)}`,
    },
  );
}
