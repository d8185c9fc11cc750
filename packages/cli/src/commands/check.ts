import type { AssetCheck } from '@astrolabe/plugin-assets-common';
import { command, type CommandFactory } from '../lib/app';
import { checkFile } from '../lib/checkFile';
import { CliError, exitCodes } from '../lib/errors';
import { metadataFiles, readMetadata } from '../lib/metadataFiles';
import { problemLines } from '../lib/problems';

/** Says what is wrong in metadata files, before anybody publishes them. */
export const check: CommandFactory = app =>
  command('check', 'What is wrong in metadata files, and how to mend it')
    .argument('[file...]', 'files, or folders of them; - reads standard input')
    .option('--remote', 'let the portal check, with the version that it runs')
    .action(async (places: string[], options) => {
      const results: Array<AssetCheck & { file: string }> = [];
      for (const file of await metadataFiles(orHere(places))) {
        const content = await readMetadata(file, app);
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
      if (invalid.length > 0) throw invalidError(invalid, results.length);
    });

/** Where a project is, unless told. */
export function orHere(places: string[]): string[] {
  return places.length > 0 ? places : ['.'];
}

/** That some files have errors, and whether they can be mended without asking. */
export function invalidError(
  invalid: Array<Pick<AssetCheck, 'problems'>>,
  total: number,
): CliError {
  const isMendable = invalid.some(({ problems }) =>
    problems.some(({ edits }) => edits),
  );
  return new CliError(exitCodes.failure, {
    name: 'InvalidMetadataError',
    message: `${invalid.length} of ${total} files have errors`,
    nextStep: isMendable
      ? 'See what `astrolabe module fix` would change, and mend the rest that is named above'
      : 'Mend what is named above and check again',
  });
}

function describe({
  file,
  valid,
  format,
  problems,
}: AssetCheck & { file: string }) {
  const verdict = `${file}: ${valid ? 'valid' : 'has errors'} (${format})`;
  return [problemLines(file, problems), verdict].filter(Boolean).join('\n');
}
