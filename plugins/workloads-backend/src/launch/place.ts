import { withAdvice } from '@astrolabe/http';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import { ConflictError } from '@backstage/errors';
import type {
  PlanVerdict,
  SitePlan,
  WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { reachable } from '../engines';

const rank: Record<PlanVerdict, number> = { now: 0, later: 1, never: 2 };

/** What each site says to a workload, the best one first. */
export async function planSites(
  spec: WorkloadSpec,
  engine: WorkloadEngine,
): Promise<SitePlan[]> {
  const only = spec.placement?.sites;
  const sites = await reachable(engine, () => engine.plan(spec));
  return sites
    .filter(({ siteId }) => !only || only.includes(siteId))
    .sort((one, other) => rank[one.verdict] - rank[other.verdict]);
}

/**
 * Where it will run.
 *
 * @throws ConflictError when no site ever could
 */
export function place(sites: SitePlan[]): SitePlan {
  const [best] = sites;
  if (best && best.verdict !== 'never') return best;
  throw withAdvice(new ConflictError('No site can ever run this'), {
    code: 'NO_SITE',
    cause: best?.reason?.message ?? 'The sites that it asks for are not known.',
    nextStep: best?.reason?.nextStep ?? 'Ask for less.',
  });
}
