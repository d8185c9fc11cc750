import path from 'node:path';
import type {
  ArtefactLimits,
  ArtefactList,
  KeptNot,
} from '@astrolabe/plugin-workloads-common';
import { command, type App, type CommandFactory } from '../lib/app';
import { usageError } from '../lib/errors';
import { saveTo } from '../lib/saveTo';
import { ago, size, table } from '../lib/text';

/** The files that a workload has left. */
export const artefacts: CommandFactory = app =>
  command(
    'artefacts',
    'The files that a workload left; with --to, download them',
  )
    .argument('<id>', 'id of the workload')
    .argument('[paths...]', 'which of them; all unless told')
    .option('--to <folder>', 'download them to this folder')
    .action(async (id: string, paths: string[], options) => {
      const { workloads } = await app.portal();
      const list = await workloads.artefacts(id);
      const items = list.items.filter(
        ({ path: each }) => paths.length === 0 || paths.includes(each),
      );
      const known = new Set(items.map(item => item.path));
      const missing = paths.filter(each => !known.has(each));
      if (missing.length > 0) {
        throw usageError(
          `It has left no file '${missing[0]}'`,
          `astrolabe artefacts ${id}`,
        );
      }
      if (list.gone) app.note('Its site has removed its files.');
      for (const item of options.to ? items : []) {
        const target = path.join(options.to, ...item.path.split('/'));
        await saveTo(app, target, await workloads.artefact(id, item.path));
      }
      if (!options.json) tellNotKept(app, list);
      app.print({
        json: options.json,
        value: { ...list, items },
        text: table(
          ['PATH', 'SIZE', 'CHANGED'],
          items.map(item => [item.path, size(item.bytes), ago(item.changedAt)]),
        ),
      });
    });

const because: Record<KeptNot, (limits: ArtefactLimits) => string> = {
  'file-too-large': ({ bytesEach }) =>
    `larger than ${size(bytesEach)}, the most of one file`,
  'run-full': ({ bytesPerRun }) =>
    `with it more than ${size(bytesPerRun)} of this run`,
  'person-full': ({ bytesPerPerson }) =>
    `with it more than ${size(bytesPerPerson)} of all your runs`,
  unreadable: () => 'it could not be read to its end',
};

/** What is to be fetched before its site removes it. */
function tellNotKept(app: App, { notKept, limits }: ArtefactList): void {
  for (const { path: name, reason } of notKept) {
    app.note(`Not kept: ${name}: ${because[reason](limits)}`);
  }
}
