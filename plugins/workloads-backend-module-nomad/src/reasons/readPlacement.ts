import {
  because,
  lacking,
  only,
  type Amounts,
  type PlanVerdict,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import type { NomadAllocMetric } from '../client/types';
import type { NodeRule } from '../terms';

/** What there is at a site, to read the scheduler's numbers by. */
export interface SiteFacts {
  title: string;
  /** Nodes that may be given work, and those that may not. */
  readyNodes: number;
  awayNodes: number;
  brokenGpus: number;
  /** What can be used now, and what there is with nodes and GPUs that are away. */
  ready: Offer;
  all: Offer;
}

export interface Offer {
  /** Of each dimension the most that any one node has. */
  biggest: Amounts;
  gpuModels: string[];
}

/** What a workload asks for, as the scheduler weighed it. */
export interface Wanted {
  amounts: Amounts;
  gpuModel?: string;
}

export interface Placement {
  verdict: PlanVerdict;
  reason: WorkloadReason;
}

/** Why the scheduler has found no place, in words for who asked. */
export function readPlacement(
  metric: NomadAllocMetric,
  context: { site: SiteFacts; wanted: Wanted; rules: NodeRule[] },
): Placement {
  const { site, wanted } = context;
  if (site.readyNodes === 0) return noNodes(site);
  const never = beyond(site.all, { site, wanted });
  if (never) return never;
  if (beyond(site.ready, { site, wanted })) return away(site);
  const filtered = Object.keys(metric.ConstraintFiltered ?? {});
  const isFiltered =
    metric.NodesFiltered > 0 && metric.NodesFiltered >= metric.NodesEvaluated;
  if (isFiltered) return keptOut(filtered, context);
  return exhausted(metric, site);
}

/** What is asked for and not there. */
function beyond(
  { biggest, gpuModels }: Offer,
  { site, wanted }: { site: SiteFacts; wanted: Wanted },
): Placement | undefined {
  const { amounts, gpuModel } = wanted;
  if (amounts.gpuCount > 0 && gpuModels.length === 0) return noGpu(site);
  if (amounts.gpuCount > 0 && gpuModel && !gpuModels.includes(gpuModel)) {
    return noSuchGpu(site, gpuModel);
  }
  const short = lacking(amounts, biggest);
  return short.length > 0 ? tooBig(site, { wanted, short }) : undefined;
}

function away({ title, awayNodes, brokenGpus }: SiteFacts): Placement {
  return {
    verdict: 'later',
    reason: {
      ...because('site-unavailable.away', { site: title }),
      evidence: `${awayNodes} node(s) are down, being drained or closed for new work; ${brokenGpus} GPU(s) are broken.`,
    },
  };
}

function noNodes({ title, awayNodes }: SiteFacts): Placement {
  return {
    verdict: 'later',
    reason: {
      ...because('site-unavailable.noNodes', { site: title }),
      evidence: `${awayNodes} node(s) are down, being drained or closed for new work.`,
    },
  };
}

function noGpu({ title }: SiteFacts): Placement {
  return {
    verdict: 'never',
    reason: because('no-such-gpu.none', { site: title }),
  };
}

function noSuchGpu({ title, all }: SiteFacts, model: string): Placement {
  return {
    verdict: 'never',
    reason: because('no-such-gpu.model', {
      site: title,
      model,
      models: all.gpuModels.join(', '),
    }),
  };
}

function tooBig(
  { title, all }: SiteFacts,
  { wanted, short }: { wanted: Wanted; short: (keyof Amounts)[] },
): Placement {
  return {
    verdict: 'never',
    reason: because('engine-refused.bigForSite', {
      asked: only(wanted.amounts, short),
      site: title,
      total: only(all.biggest, short),
    }),
  };
}

/** How Nomad calls what it filters by itself. */
const builtIn = [
  [/missing drivers/, 'constraint-not-met.driver'],
  [/missing devices/, 'constraint-not-met.device'],
] as const;

function keptOut(
  filtered: string[],
  { site, rules }: { site: SiteFacts; rules: NodeRule[] },
): Placement {
  const broken = rules.filter(({ attribute }) =>
    filtered.some(text => text.includes(`\${${attribute}}`)),
  );
  const isTemporary =
    broken.length > 0 &&
    broken.length === filtered.length &&
    broken.every(({ temporary }) => temporary);
  const verdict = isTemporary ? 'later' : 'never';
  const known = builtIn.find(([pattern]) =>
    filtered.some(text => pattern.test(text)),
  );
  const why =
    broken.length > 0
      ? because(`constraint-not-met.${verdict}`, {
          site: site.title,
          needs: broken.map(({ title }) => title).join(', '),
        })
      : because(known?.[1] ?? 'constraint-not-met.other', {
          site: site.title,
        });
  return { verdict, reason: { ...why, evidence: filtered.join('; ') } };
}

const dimensions: [RegExp, string][] = [
  [/^cpu|cores/i, 'CPU'],
  [/^memory/i, 'memory'],
  [/^disk/i, 'disk'],
  [/^device/i, 'GPUs'],
  [/port|network|bandwidth/i, 'ports'],
];

function exhausted(metric: NomadAllocMetric, site: SiteFacts): Placement {
  const counts = Object.entries(metric.DimensionExhausted ?? {});
  const words = counts.map(([name, nodes]) => {
    const known = dimensions.find(([pattern]) => pattern.test(name));
    return `${known?.[1] ?? name} on ${nodes} of ${
      metric.NodesEvaluated
    } node(s)`;
  });
  const quotas = metric.QuotaExhausted ?? [];
  return {
    verdict: 'later',
    reason: {
      ...because(
        quotas.length > 0 ? 'quota-exceeded.site' : 'waiting-for-capacity.full',
        { site: site.title },
      ),
      evidence:
        [...words, ...quotas].join('; ') ||
        `${metric.NodesExhausted} node(s) are full.`,
    },
  };
}
