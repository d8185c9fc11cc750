import type {
  Workload,
  WorkloadEvent,
} from '@astrolabe/plugin-workloads-common';
import { command, type CommandFactory } from '../lib/app';
import { ago, bytes, facts, table } from '../lib/text';

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
    ['tasks', workload.tasks.join(', ')],
    ['created', `${workload.createdAt} (${ago(workload.createdAt)})`],
    ['started', workload.startedAt],
    ['ends', workload.endsAt],
  ]);
}

function timeLine(events: WorkloadEvent[]): string {
  return table(
    ['AT', 'STATE', 'WHAT HAPPENED'],
    events.map(event => [event.at, event.state, event.reason.message]),
  );
}
