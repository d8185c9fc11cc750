import {
  isSettled,
  nextDowntime,
  type WorkloadEvent,
} from '@astrolabe/plugin-workloads-common';
import { command, type CommandFactory } from '../lib/app';
import { describeWorkload } from '../lib/describeWorkload';
import { table } from '../lib/text';

/** Everything about one workload, with what happened to it. */
export const show: CommandFactory = app =>
  command('show', 'One workload: state, reason, endpoints, what happened')
    .argument('<id>', 'id of the workload')
    .action(async (id: string, options) => {
      const { workloads } = await app.portal();
      const [workload, events, usage, downtimes] = await Promise.all([
        workloads.get(id),
        workloads.events(id),
        workloads.usage(id),
        workloads.downtimes(),
      ]);
      const storages = workload.storage
        ? (await workloads.storages(id)).items
        : [];
      app.print({
        json: options.json,
        value: { ...workload, events, storages },
        text: `${describeWorkload(workload, {
          usage,
          storages,
          downtime: isSettled(workload.state)
            ? undefined
            : nextDowntime(downtimes.items, workload),
        })}\n\n${timeLine(events)}`,
      });
    });

function timeLine(events: WorkloadEvent[]): string {
  return table(
    ['AT', 'STATE', 'WHAT HAPPENED'],
    events.map(event => [event.at, event.state, event.reason.message]),
  );
}
