import {
  inWords,
  lacking,
  type Amounts,
  type PlanVerdict,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import type { NomadAllocMetric } from '../client/types';
import type { NodeRule } from '../config';

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
      code: 'site-unavailable',
      message: `What ${title} has for it takes no work now.`,
      evidence: `${awayNodes} node(s) are down, being drained or closed for new work; ${brokenGpus} GPU(s) are broken.`,
      nextStep: 'It starts when that is back. Or choose another site.',
    },
  };
}

function noNodes({ title, awayNodes }: SiteFacts): Placement {
  return {
    verdict: 'later',
    reason: {
      code: 'site-unavailable',
      message: `No node of ${title} takes work now.`,
      evidence: `${awayNodes} node(s) are down, being drained or closed for new work.`,
      nextStep: 'It starts when a node is back. Or choose another site.',
    },
  };
}

function noGpu({ title }: SiteFacts): Placement {
  return {
    verdict: 'never',
    reason: {
      code: 'no-such-gpu',
      message: `${title} has no GPUs.`,
      nextStep: 'Ask for none, or for a site that has some.',
    },
  };
}

function noSuchGpu({ title, all }: SiteFacts, model: string): Placement {
  return {
    verdict: 'never',
    reason: {
      code: 'no-such-gpu',
      message: `${title} has no GPU '${model}'.`,
      evidence: `It has: ${all.gpuModels.join(', ')}.`,
      nextStep: 'Ask for one of those, for any model, or for another site.',
    },
  };
}

function tooBig(
  { title, all }: SiteFacts,
  { wanted, short }: { wanted: Wanted; short: (keyof Amounts)[] },
): Placement {
  return {
    verdict: 'never',
    reason: {
      code: 'engine-refused',
      message: `It asks for ${inWords(
        wanted.amounts,
        short,
      )}; the biggest node of ${title} has ${inWords(all.biggest, short)}.`,
      nextStep: 'Ask for less, or for a site that has more.',
    },
  };
}

/** How Nomad calls what it filters by itself. */
const builtIn: [RegExp, string][] = [
  [/missing drivers/, 'a node that runs this kind of task'],
  [/missing devices/, 'a node with such a GPU'],
  [/missing network/, 'a node with such a network'],
];

function keptOut(
  filtered: string[],
  { site, rules }: { site: SiteFacts; rules: NodeRule[] },
): Placement {
  const broken = rules.filter(({ attribute }) =>
    filtered.some(text => text.includes(`\${${attribute}}`)),
  );
  const titles = [
    ...broken.map(({ title }) => title),
    ...builtIn
      .filter(([pattern]) => filtered.some(text => pattern.test(text)))
      .map(([, title]) => title),
  ];
  const isTemporary =
    broken.length > 0 &&
    broken.length === filtered.length &&
    broken.every(({ temporary }) => temporary);
  return {
    verdict: isTemporary ? 'later' : 'never',
    reason: {
      code: 'constraint-not-met',
      message: `${site.title} has no node that is allowed to run it: it needs ${
        titles.join(', and ') || 'what no node has'
      }.`,
      evidence: filtered.join('; '),
      nextStep: isTemporary
        ? 'It starts when such a node is back. Or choose another site.'
        : 'Choose another site, or ask who operates this portal.',
    },
  };
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
      code: quotas.length > 0 ? 'quota-exceeded' : 'waiting-for-capacity',
      message:
        quotas.length > 0
          ? `The quota of this community at ${site.title} is used up.`
          : `No node of ${site.title} has enough left for it.`,
      evidence:
        [...words, ...quotas].join('; ') ||
        `${metric.NodesExhausted} node(s) are full.`,
      nextStep:
        'It starts when something ends there. Or ask for less, or for another site.',
    },
  };
}
