import {
  because,
  isSettled,
  type EndpointView,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import {
  endpointUrl,
  type Observation,
} from '@astrolabe/plugin-workloads-node';
import { ConflictError } from '@backstage/errors';
import type { Report, Wish } from '../folder/types';

/** What is known of one workload at one moment. */
export interface Known {
  wish: Wish;
  /** Undefined: no supervisor has said anything yet. */
  report?: Report;
  /** A supervisor looks after it. */
  supervised: boolean;
  /** Why it has not been started, when it has not. */
  waiting?: WorkloadReason;
}

/** What has to be done about a workload that nobody looks after. */
export type Due = 'nothing' | 'admit' | 'supervise' | 'delete';

/** The one table of what is due. Whoever supervises reads the wish by itself. */
export function dueOf({ wish, report, supervised }: Known): Due {
  if (supervised) return 'nothing';
  const unclean =
    report !== undefined && (!isSettled(report.state) || hasLeftovers(report));
  if (wish.desired === 'remove') return unclean ? 'supervise' : 'delete';
  const current = reportOf({ wish, report });
  if (current && isSettled(current.state)) {
    return isAskedAgain({ wish, report }) ? 'supervise' : 'nothing';
  }
  if (wish.desired === 'stop') return report ? 'supervise' : 'nothing';
  if (wish.paused) {
    return report && hasLeftovers(report) ? 'supervise' : 'nothing';
  }
  return current && current.state !== 'queued' ? 'supervise' : 'admit';
}

/** Something is to be done for one that has ended. */
export function isAskedAgain({
  wish,
  report,
}: Pick<Known, 'wish' | 'report'>): boolean {
  return wish.again !== undefined && wish.again !== report?.again;
}

/**
 * The wish to do it once more; undefined while an earlier one is not seen to.
 *
 * @throws ConflictError when that generation has not ended
 */
export function againOf(
  { wish, report }: Known,
  generation: number,
): Wish | undefined {
  const isCurrent = report?.generation === generation;
  if (!isCurrent || !isSettled(report.state) || wish.desired === 'remove') {
    throw new ConflictError('It has not ended');
  }
  if (isAskedAgain({ wish, report })) return undefined;
  return { ...wish, again: new Date().toISOString() };
}

/** What the engine says of a workload. */
export function observe(known: Known, gatewayBaseUrl: string): Observation {
  const { wish } = known;
  const current = reportOf(known);
  return {
    workloadId: wish.workload.id,
    generation: wish.workload.generation,
    ...stateOf(known, current),
    endpoints: endpointsOf(known, { gatewayBaseUrl }),
    startedAt: current?.startedAt,
  };
}

type Seen = Pick<Observation, 'state' | 'reason'>;

function stateOf(known: Known, current: Report | undefined): Seen {
  const { wish, supervised, waiting } = known;
  if (current && isSettled(current.state)) return said(current);
  if (wish.desired !== 'run') return ending(supervised, current);
  if (current?.state === 'queued') {
    return waiting ? { state: 'queued', reason: waiting } : said(current);
  }
  if (current) return supervised ? said(current) : lost(current);
  return waiting && !supervised
    ? { state: 'queued', reason: waiting }
    : { state: 'starting', reason: because('starting-process.starting') };
}

function said({ state, reason }: Report): Seen {
  return { state, reason };
}

function ending(supervised: boolean, current: Report | undefined): Seen {
  const state = supervised || current ? 'stopping' : 'stopped';
  return { state, reason: because(`stopped-by-person.${state}`) };
}

/** Its supervisor was killed; or could not do anything and has said why. */
function lost(current: Report): Seen {
  if (current.state === 'lost') return said(current);
  return { state: 'lost', reason: because('lost-sight.repairing') };
}

function endpointsOf(
  known: Known,
  { gatewayBaseUrl }: { gatewayBaseUrl: string },
): EndpointView[] {
  const { slug, spec } = known.wish.workload;
  const current = reportOf(known);
  const running = current?.state === 'running' && known.supervised;
  return (spec.endpoints ?? []).map(({ name, title, port, path }) => ({
    name,
    title: title ?? name,
    url: endpointUrl(gatewayBaseUrl, { slug, name, path }),
    ready: running && current.readyPorts.includes(port),
  }));
}

/** The report, when it is about the generation that is wished for. */
function reportOf({
  wish,
  report,
}: Pick<Known, 'wish' | 'report'>): Report | undefined {
  return report?.generation === wish.workload.generation ? report : undefined;
}

function hasLeftovers({ leftovers }: Report): boolean {
  return leftovers.processes.length > 0 || leftovers.containers;
}
