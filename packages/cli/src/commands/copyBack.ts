import { command, type CommandFactory } from '../lib/app';

/** Copies back once more what a workload could not at its end. */
export const copyBack: CommandFactory = app =>
  command(
    'copy-back',
    'Copy back into its storage what a workload that has ended could not',
  )
    .argument('<id>', 'id of the workload')
    .action(async (id: string, options) => {
      const portal = await app.portal();
      const workload = await portal.workloads.copyBack(id);
      app.print({
        json: options.json,
        value: workload,
        text: `${workload.title}: being copied back; astrolabe show ${id} says how far it is`,
      });
    });
