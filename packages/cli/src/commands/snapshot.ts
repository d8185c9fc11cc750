import {
  snapshotRoom,
  type Snapshot,
  type SnapshotSize,
} from '@astrolabe/plugin-workloads-common';
import { Command } from 'commander';
import { command, type CommandFactory } from '../lib/app';
import { CliError, exitCodes, usageError } from '../lib/errors';
import { withWait } from '../lib/options';
import { untilGone, untilSaved } from '../lib/snapshots';
import { ago, bytes, facts, table } from '../lib/text';

const take: CommandFactory = app =>
  withWait(
    command('take', 'Save the file system of a workload that runs')
      .argument('<id>', 'id of the workload')
      .option(
        '--title <title>',
        "what it is called; the workload's unless told",
      )
      .option('--size', 'only say how large it would be, and take none'),
    'it is complete, or has failed',
  ).action(async (id: string, options) => {
    const portal = await app.portal();
    const { json } = options;
    const size = await portal.workloads.measureSnapshot(id);
    const measured = `${bytes(size.bytes)}; room: ${roomText(size.limits)}`;
    if (options.size) {
      app.print({ json, value: size, text: measured });
      return;
    }
    app.note(`size: ${measured}`);
    const begun = await portal.workloads.takeSnapshot(id, options.title);
    // It is its owner's, who alone is told what becomes of it.
    const value =
      options.wait && !begun.shared
        ? await untilSaved({ app, portal }, begun, options.timeout)
        : begun;
    app.print({ json, value, text: describe(value) });
  });

const list: CommandFactory = app =>
  command('list', 'Your snapshots, newest first').action(async ({ json }) => {
    const { workloads } = await app.portal();
    const value = await workloads.snapshots();
    const rows = value.items.map(each => [
      each.id,
      each.title,
      each.state,
      bytes(each.bytes ?? each.bytesBefore),
      each.siteTitle,
      each.entityRef,
      ago(each.createdAt),
    ]);
    const text = rows.length
      ? table(['ID', 'TITLE', 'STATE', 'SIZE', 'SITE', 'FROM', 'CREATED'], rows)
      : 'No snapshots. Take one: astrolabe snapshot take <id of a workload>';
    app.print({ json, value, text });
    if (!json) app.note(`room: ${roomText(value.limits)}`);
  });

const show: CommandFactory = app =>
  command('show', 'One snapshot, and how to launch it')
    .argument('<id>', 'id of the snapshot')
    .action(async (id: string, { json }) => {
      const { workloads } = await app.portal();
      const value = await workloads.snapshot(id);
      app.print({ json, value, text: describe(value) });
      if (!json && value.state === 'complete') {
        const { entityRef } = value;
        app.note(`\nLaunch it: astrolabe run ${entityRef} --snapshot ${id}`);
      }
    });

const remove: CommandFactory = app =>
  withWait(
    command('delete', 'Remove a snapshot; what was launched from it goes on')
      .alias('rm')
      .argument('<id>', 'id of the snapshot')
      .option('--yes', 'do not ask'),
    'it is gone',
  ).action(async (id: string, options) => {
    const portal = await app.portal();
    const { title } = await portal.workloads.snapshot(id);
    if (options.json && !options.yes) {
      throw usageError('A program has to be sure', 'Add --yes');
    }
    const isSure =
      options.yes || (await app.confirm(`Delete the snapshot '${title}'?`));
    if (!isSure) {
      throw new CliError(exitCodes.failure, { message: 'Nothing was deleted' });
    }
    await portal.workloads.deleteSnapshot(id);
    if (options.wait) await untilGone({ app, portal }, id, options.timeout);
    app.print({
      json: options.json,
      value: { id, deleted: true, gone: options.wait === true },
      text: `'${title}': ${options.wait ? 'gone' : 'being deleted'}`,
    });
  });

/** What workloads had become, to launch it again. */
export const snapshot: CommandFactory = app =>
  new Command('snapshot')
    .description('Keep what a workload has become, and launch it again')
    .addCommand(take(app))
    .addCommand(list(app))
    .addCommand(show(app))
    .addCommand(remove(app));

function describe(each: Snapshot): string {
  const { reason, leftOut, bytes: whole, bytesBefore } = each;
  return facts([
    ['id', each.id],
    ['title', each.title],
    ['from', each.entityRef],
    ['workload', each.workloadId],
    ['state', each.state],
    ['reason', `${reason.message} [${reason.code}]`],
    ['evidence', reason.evidence],
    ['next step', reason.nextStep],
    ['size', whole ? bytes(whole) : `${bytes(bytesBefore)} (measured before)`],
    ['site', `${each.siteTitle} [${each.siteId}, ${each.engine}]`],
    ['left out', leftOut && leftOutText(leftOut)],
    ['created', `${each.createdAt} (${ago(each.createdAt)})`],
  ]);
}

function leftOutText({
  secrets,
  unreadable,
  names,
}: NonNullable<Snapshot['leftOut']>): string {
  if (secrets + unreadable === 0) return '';
  const counts = `${secrets} files with secrets, ${unreadable} that could not be read`;
  return [counts, ...names].join('\n');
}

function roomText(limits: SnapshotSize['limits']): string {
  const { used, usedBytes } = limits;
  if (used === undefined || usedBytes === undefined) return "its owner's";
  return `${bytes(snapshotRoom(limits))} (you have ${used} of ${
    limits.perPerson
  } snapshots, ${bytes(usedBytes)} of ${bytes(limits.bytesPerPerson)})`;
}
