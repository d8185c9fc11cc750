import { readFile } from 'node:fs/promises';
import { text as readText } from 'node:stream/consumers';
import type { AssetCheck } from '@astrolabe/plugin-assets-common';
import { command, type App, type CommandFactory } from '../lib/app';
import { CliError, exitCodes, usageError } from '../lib/errors';
import { checkFile } from '../lib/checkFile';
import { problemLines } from '../lib/problems';

/** Says what is wrong in metadata files, before anybody publishes them. */
export const check: CommandFactory = app =>
  command('check', 'What is wrong in metadata files, and how to mend it')
    .argument('<file...>', 'metadata files; - reads standard input')
    .option('--remote', 'let the portal check, with the version that it runs')
    .action(async (files: string[], options) => {
      const results: Array<AssetCheck & { file: string }> = [];
      for (const file of files) {
        const content = await contentOf(file, app);
        const result = options.remote
          ? await (await app.portal()).assets.check(content)
          : checkFile(content);
        results.push({ file, ...result });
      }
      app.print({
        json: options.json,
        value: results,
        text: results.map(describe).join('\n'),
      });
      const invalid = results.filter(result => !result.valid);
      if (invalid.length > 0) {
        throw new CliError(exitCodes.failure, {
          name: 'InvalidMetadataError',
          message: `${invalid.length} of ${results.length} files have errors`,
          nextStep: 'Mend what is named above and check again',
        });
      }
    });

function describe({
  file,
  valid,
  format,
  problems,
}: AssetCheck & { file: string }) {
  const verdict = `${file}: ${valid ? 'valid' : 'has errors'} (${format})`;
  return [problemLines(file, problems), verdict].filter(Boolean).join('\n');
}

async function contentOf(file: string, app: App): Promise<string> {
  if (file === '-') return readText(app.terminal.stdin);
  return readFile(file, 'utf8').catch(error => {
    throw usageError(`'${file}' cannot be read: ${error.message}`);
  });
}
