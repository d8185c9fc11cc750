import { isSettled, type Workload } from '@astrolabe/plugin-workloads-common';
import { command, type App, type CommandFactory } from '../lib/app';
import { CliError, exitCodes, usageError } from '../lib/errors';
import { everyPage } from '../lib/everyPage';
import { withWait } from '../lib/options';
import type { Portal } from '../lib/portal';
import { untilSaved } from '../lib/snapshots';
import { waitFor } from '../lib/wait';

/** Ends a workload; whether its files stay is its site's. */
export const stop: CommandFactory = app =>
  withWait(
    command('stop', 'Stop a workload; some sites keep its files, others do not')
      .argument('<id>', 'id of the workload')
      .option('--group', 'the id is of a group: stop all of it')
      .option('--snapshot', 'first take a snapshot, and wait for it')
      .option('--yes', 'do not ask where files would be lost'),
    'it has stopped',
  ).action(async (id: string, options) => {
    const portal = await app.portal();
    if (options.group) {
      if (options.snapshot) {
        throw usageError(
          'A snapshot is of one workload, not of a group',
          'Take one of each that has to be kept: astrolabe snapshot take <id>',
        );
      }
      await beSureOfAll({ app, portal }, id, options);
      await portal.workloads.stopGroup(id);
      const value = { group: id, stopped: true };
      app.print({ json: options.json, value, text: 'All are being stopped.' });
      return;
    }
    if (options.snapshot) await save({ app, portal }, id, options.timeout);
    else await beSure(app, await portal.workloads.get(id), options);
    const asked = await portal.workloads.stop(id);
    const workload = options.wait
      ? await waitFor({ app, portal }, asked, {
          states: ['stopped', 'completed', 'failed'],
          timeoutSeconds: options.timeout,
        })
      : asked;
    app.print({
      json: options.json,
      value: workload,
      text: `${workload.title}: ${workload.state}`,
    });
  });

interface Certainty {
  yes?: boolean;
  json?: boolean;
}

async function save(
  context: { app: App; portal: Portal },
  id: string,
  timeoutSeconds: number,
): Promise<void> {
  const begun = await context.portal.workloads.takeSnapshot(id);
  const { id: snapshotId } = await untilSaved(context, begun, timeoutSeconds);
  context.app.note(`snapshot: ${snapshotId}`);
}

/** Says that files will be lost, and asks where there is somebody to ask. */
async function beSure(
  app: App,
  workload: Workload,
  options: Certainty,
): Promise<void> {
  if (!losesFiles(workload)) return;
  const { title, takesSnapshots } = workload;
  app.note(`The site of '${title}' keeps no files of what has ended.`);
  if (takesSnapshots) app.note('To keep them: --snapshot');
  await ask(app, 'Stop it, and lose its files?', options);
}

async function beSureOfAll(
  { app, portal }: { app: App; portal: Portal },
  group: string,
  options: Certainty,
): Promise<void> {
  const all = await everyPage(portal, { group });
  const losing = all.items.filter(losesFiles);
  if (losing.length === 0) return;
  app.note(
    `The sites of ${losing.length} of this group keep no files of what has ended.`,
  );
  if (losing.some(({ takesSnapshots }) => takesSnapshots))
    app.note('To keep those of one: astrolabe snapshot take <id>');
  await ask(app, 'Stop all, and lose these files?', options);
}

function losesFiles({ keepsFiles, state }: Workload): boolean {
  return !keepsFiles && !isSettled(state);
}

async function ask(
  app: App,
  question: string,
  { yes, json }: Certainty,
): Promise<void> {
  if (yes || json || !app.terminal.stdin.isTTY) return;
  if (await app.confirm(question)) return;
  throw new CliError(exitCodes.failure, { message: 'Nothing was stopped' });
}
