import {
  roundWait,
  type Workload,
  type WorkloadEvent,
  type WorkloadQueue,
} from '@astrolabe/plugin-workloads-common';
import { command, type CommandFactory } from '../lib/app';
import { ago, bytes, duration, facts, table } from '../lib/text';

/** Everything about one workload, with what happened to it. */
export const show: CommandFactory = app =>
  command('show', 'One workload: state, reason, endpoints, what happened')
    .argument('<id>', 'id of the workload')
    .action(async (id: string, options) => {
      const { workloads } = await app.portal();
      const [workload, events] = await Promise.all([
        workloads.get(id),
        workloads.events(id),
      ]);
      app.print({
        json: options.json,
        value: { ...workload, events },
        text: `${describe(workload)}\n\n${timeLine(events)}`,
      });
    });

/** A workload as `name  value` lines. */
export function describe(workload: Workload): string {
  const { reason, resources } = workload;
  const endpoints = workload.endpoints.map(
    endpoint =>
      `${endpoint.name}: ${endpoint.url}${
        endpoint.ready ? '' : ' (does not answer yet)'
      }`,
  );
  return facts([
    ['id', workload.id],
    ['title', workload.title],
    ['from', workload.entityRef],
    ['state', workload.state],
    ['reason', `${reason.message} [${reason.code}]`],
    ['queue', workload.queue && queueText(workload.queue)],
    ['evidence', reason.evidence],
    ['next step', reason.nextStep],
    ['site', `${workload.siteTitle} [${workload.siteId}, ${workload.engine}]`],
    [
      'resources',
      `${resources.cpuCores} cores, ${bytes(
        resources.memoryBytes,
      )} of memory, ${bytes(resources.diskBytes)} of disk${
        resources.gpu ? `, ${resources.gpu.count} GPUs` : ''
      }`,
    ],
    ['endpoints', endpoints.join('\n')],
    [
      'array',
      workload.group &&
        `task ${workload.group.index} of ${workload.group.size} in group ${workload.group.id}`,
    ],
    ['tasks', workload.tasks.join(', ')],
    ['created', `${workload.createdAt} (${ago(workload.createdAt)})`],
    ['started', workload.startedAt],
    ['ends', workload.endsAt],
  ]);
}

const waitedFor = { gpu: 'a GPU', cpu: 'processors and memory' };

function queueText({ resource, position, total, wait }: WorkloadQueue): string {
  const place = `number ${position} of ${total} that wait for ${waitedFor[resource]}`;
  if (!wait) return `${place}; for how long cannot be said yet`;
  const [likely, veryLikely] = [wait.p50Seconds, wait.p80Seconds].map(seconds =>
    duration(roundWait(seconds)),
  );
  return `${place}; likely within ${likely}, very likely within ${veryLikely}`;
}

function timeLine(events: WorkloadEvent[]): string {
  return table(
    ['AT', 'STATE', 'WHAT HAPPENED'],
    events.map(event => [event.at, event.state, event.reason.message]),
  );
}
