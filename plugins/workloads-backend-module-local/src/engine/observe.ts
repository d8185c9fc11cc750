import {
  isSettled,
  type EndpointView,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import { endpointUrl } from '../folder/resolve';
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
  if (current && isSettled(current.state)) return 'nothing';
  if (wish.desired === 'stop') return report ? 'supervise' : 'nothing';
  if (wish.paused) {
    return report && hasLeftovers(report) ? 'supervise' : 'nothing';
  }
  return current && current.state !== 'queued' ? 'supervise' : 'admit';
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

function stateOf(
  { wish, supervised, waiting }: Known,
  current: Report | undefined,
): Pick<Observation, 'state' | 'reason'> {
  if (current && isSettled(current.state)) {
    return { state: current.state, reason: current.reason };
  }
  if (wish.desired !== 'run') {
    const reason: WorkloadReason = {
      code: 'stopped-by-person',
      message: supervised ? 'It is being stopped.' : 'It was stopped.',
    };
    return { state: supervised || current ? 'stopping' : 'stopped', reason };
  }
  if (current && (supervised || current.state === 'queued')) {
    const reason = current.state === 'queued' ? waiting : undefined;
    return { state: current.state, reason: reason ?? current.reason };
  }
  if (current) {
    return {
      state: 'lost',
      reason: {
        code: 'lost-sight',
        message:
          'The process that looked after it was killed; it is being repaired.',
      },
    };
  }
  return supervised || !waiting
    ? {
        state: 'starting',
        reason: { code: 'starting-process', message: 'It is being started.' },
      }
    : { state: 'queued', reason: waiting };
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
