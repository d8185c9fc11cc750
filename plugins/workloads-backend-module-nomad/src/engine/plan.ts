import {
  because,
  requirementsOf,
  type SitePlan,
  type WorkloadReason,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { RefusedError } from '@astrolabe/plugin-workloads-node';
import { ConflictError } from '@backstage/errors';
import type { NomadClient } from '../client/NomadClient';
import type { NomadAllocMetric, NomadEvaluation } from '../client/types';
import type { NomadEngineOptions } from '../config';
import { buildJob } from '../job/buildJob';
import { gpuModelOf, type JobDocument } from '../job/document';
import { GROUP, siteIdOf } from '../job/names';
import { factsOf, surroundingsOf, within, type Site } from '../region/sites';
import { readPlacement } from '../reasons/readPlacement';
import { allRules, termsFor } from '../terms';

/** No workload has this id: the scheduler is asked about a job that is not there. */
const NOBODY = '00000000-0000-7000-8000-000000000000';

interface Asked {
  site: Site;
  spec: WorkloadSpec;
  options: NomadEngineOptions;
}

/** @throws RefusedError when the scheduler says that it can never run there */
export async function refuseImpossible(
  client: NomadClient,
  asked: Asked,
): Promise<void> {
  const { verdict, reason } = await planSite(client, asked);
  if (verdict === 'never') throw new RefusedError(reason!);
}

/** The scheduler's own dry run, for one site. */
export async function planSite(
  client: NomadClient,
  { site: whole, spec, options }: Asked,
): Promise<SitePlan> {
  const { nodePool, priority } = termsFor(options, spec);
  const site = within(whole, nodePool);
  const siteId = siteIdOf(options.connection.region, site.datacenter);
  const plan = { siteId, title: site.title, engine: options.id, priority };
  let failed: NomadAllocMetric | undefined;
  try {
    const job = buildJob(
      {
        ...{ id: NOBODY, generation: 1, siteId, slug: 'plan' },
        ...{ ownerRef: '', title: '', spec },
      },
      options,
      surroundingsOf(site),
    );
    const answer = await client
      .within(job.Namespace)
      .send<{ FailedTGAllocs: Record<string, NomadAllocMetric> | null }>(
        'POST',
        `/job/${job.ID}/plan`,
        { body: { Job: job, Diff: false } },
      );
    failed = answer.FailedTGAllocs?.[GROUP];
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return {
      ...plan,
      verdict: 'never',
      reason:
        error instanceof RefusedError
          ? error.reason
          : { ...because('engine-refused.planned'), evidence: error.message },
    };
  }
  if (!failed) return { ...plan, verdict: 'now' };
  const wanted = {
    amounts: requirementsOf(spec),
    gpuModel: gpuModelOf(spec),
  };
  const rules = allRules(options.terms);
  return {
    ...plan,
    ...readPlacement(failed, { site: factsOf(site, options), wanted, rules }),
  };
}

/** Why the scheduler lets a job wait. */
export function waitingReason(
  blocked: NomadEvaluation,
  context: {
    sites: Site[];
    document: JobDocument;
    options: NomadEngineOptions;
  },
): WorkloadReason | undefined {
  const [metric] = Object.values(blocked.FailedTGAllocs ?? {});
  if (!metric) return undefined;
  const { document, options } = context;
  const { datacenter, wanted, nodePool = 'all' } = document;
  const site = context.sites.find(each => each.datacenter === datacenter) ?? {
    datacenter,
    title: datacenter,
    nodes: [],
  };
  return readPlacement(metric, {
    site: factsOf(within(site, nodePool), options),
    wanted,
    rules: allRules(options.terms),
  }).reason;
}
