import { command, type CommandFactory } from '../lib/app';

/** Switches on or off that a workload goes on with newer versions of its module. */
export const follow: CommandFactory = app =>
  command('follow', 'Let a workload go on with newer versions of its module')
    .argument('<id>', 'id of the workload')
    .option('--off', 'it stays at the version that it runs')
    .action(async (id: string, options) => {
      const { workloads } = await app.portal();
      const isOn = options.off !== true;
      const workload = await workloads.follow(id, isOn);
      app.print({
        json: options.json,
        value: workload,
        text: isOn
          ? `${workload.title}: goes on with newer versions that have passed their checks`
          : `${workload.title}: stays at the version that it runs`,
      });
    });
