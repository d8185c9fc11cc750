import { writeFile } from 'node:fs/promises';
import { MAX_IMPORT_LENGTH } from '@astrolabe/plugin-assets-common';
import type { Command } from 'commander';
import { command, type App } from '../lib/app';
import { usageError } from '../lib/errors';
import { readMetadata } from '../lib/metadataFiles';
import { problemLines } from '../lib/problems';
import { plain, table } from '../lib/text';

const FORMATS = ['ai4', 'own'] as const;

/** A document of a standard as a draft of a metadata file. */
export function importDocument(app: App): Command {
  return command('import', 'Begin metadata with a file of a standard')
    .argument('<file>', 'CITATION.cff, codemeta.json, …; - is standard input')
    .option('--profile <id>', 'which standard, where it may be several')
    .option(
      '--format <format>',
      'ai4 (ai4-metadata), or own, which has a place for more',
    )
    .option('--out <file>', 'write it there, where nothing is yet')
    .action(async (file: string, { json, profile, format, out }) => {
      if (format !== undefined && !FORMATS.includes(format)) {
        throw usageError(`There is no format '${format}'`, 'Take ai4 or own');
      }
      const document = await readMetadata(file, app, MAX_IMPORT_LENGTH);
      if (document.length > MAX_IMPORT_LENGTH) {
        throw usageError(
          `'${file}' is longer than ${MAX_IMPORT_LENGTH} characters`,
          'Take one that describes a single thing',
        );
      }
      const { assets } = await app.portal();
      const imported = await assets.importMetadata(document, {
        ...(profile ? { profile } : {}),
        ...(format ? { format } : {}),
      });
      if (out) await write(out, imported.content);
      app.print({
        json,
        value: { ...imported, file: out },
        text: out ? '' : plain(imported.content).trimEnd(),
      });
      if (json) return;
      const { left, check } = imported;
      const rows = left.map(({ at, value, reason }) => [at, value, reason]);
      app.note(`Read as ${imported.profile.title}`);
      if (rows.length > 0) {
        app.note(table(['NOT TAKEN', 'VALUE', 'WHY'], rows));
      }
      const problems = problemLines(out ?? 'draft', check.problems);
      if (problems) app.note(problems);
    });
}

/** What is there already, somebody wrote. */
async function write(out: string, content: string): Promise<void> {
  await writeFile(out, content, { flag: 'wx' }).catch(error => {
    throw usageError(
      `'${out}' cannot be written: ${error.message}`,
      'Name a file that is not there yet',
    );
  });
}
