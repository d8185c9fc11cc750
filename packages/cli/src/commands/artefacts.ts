import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { command, type CommandFactory } from '../lib/app';
import { usageError } from '../lib/errors';
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
        await mkdir(path.dirname(target), { recursive: true });
        const { body } = await workloads.artefact(id, item.path);
        await pipeline(
          Readable.fromWeb(body as ReadableStream),
          createWriteStream(target),
          { signal: app.signal },
        );
        app.note(target);
      }
      app.print({
        json: options.json,
        value: { ...list, items },
        text: table(
          ['PATH', 'SIZE', 'CHANGED'],
          items.map(item => [item.path, size(item.bytes), ago(item.changedAt)]),
        ),
      });
    });
