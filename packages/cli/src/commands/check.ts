import {
  checkAsset,
  type AssetCheck,
  type Completeness,
} from '@astrolabe/plugin-assets-common';
import { command, type CommandFactory } from '../lib/app';
import { completenessOf } from '../lib/completenessOf';
import { CliError, exitCodes } from '../lib/errors';
import { metadataFiles, readMetadata } from '../lib/metadataFiles';
import { problemLines } from '../lib/problems';

type Checked = AssetCheck & { file: string; completeness?: Completeness };

/** What is worth most is told; --json has all of it. */
const MISSING_TOLD = 5;

/** Says what is wrong in metadata files, before anybody publishes them. */
export const check: CommandFactory = app =>
  command('check', 'What is wrong in metadata files, and how to mend it')
    .argument('[file...]', 'files, or folders of them; - reads standard input')
    .option('--remote', 'let the portal check, with the version that it runs')
    .action(async (places: string[], options) => {
      const results: Checked[] = [];
      for (const file of await metadataFiles(orHere(places))) {
        const content = await readMetadata(file, app);
        const result = options.remote
          ? await (await app.portal()).assets.check(content)
          : checkAsset(content);
        const isComplete = completenessOf(content, result);
        results.push({ file, ...result, completeness: isComplete });
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

function describe(checked: Checked) {
  const { file, valid, format, problems, completeness } = checked;
  const verdict = `${file}: ${valid ? 'valid' : 'has errors'} (${format})`;
  const said = completeness && [
    `${file}: ${completeness.score} of 100 complete`,
    ...completeness.missing
      .slice(0, MISSING_TOLD)
      .map(({ field, worth }) => `${field} +${worth}`),
  ];
  return [problemLines(file, problems), verdict, said?.join(', ')]
    .filter(Boolean)
    .join('\n');
}
