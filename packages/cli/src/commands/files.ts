import path from 'node:path';
import { command, type CommandFactory } from '../lib/app';
import { saveTo } from '../lib/saveTo';
import { ago, size, table } from '../lib/text';

/** The workload's own folder: what lies there, and one file of it. */
export const files: CommandFactory = app =>
  command('files', 'What lies in the folder of a workload; with --to, one file')
    .argument('<id>', 'id of the workload')
    .argument('[path]', 'a folder in it, or a file with --to', '')
    .option('--to <folder>', 'download the file to this folder')
    .action(async (id: string, where: string, options) => {
      const { workloads } = await app.portal();
      if (options.to) {
        const target = path.join(options.to, path.posix.basename(where));
        await saveTo(app, target, await workloads.file(id, where));
        app.print({ json: options.json, value: { file: target }, text: '' });
        return;
      }
      const view = await workloads.folder(id, where);
      if (view.gone)
        app.note('Its site has removed these, or cannot show them.');
      if (view.truncated) app.note('There are more than are listed.');
      app.print({
        json: options.json,
        value: view,
        text: table(
          ['NAME', 'SIZE', 'CHANGED'],
          view.items.map(({ name, kind, bytes = 0, changedAt }) => [
            kind === 'folder' ? `${name}/` : name,
            kind === 'folder' ? '' : size(bytes),
            ago(changedAt),
          ]),
        ),
      });
    });
