import { writeFile } from 'node:fs/promises';
import {
  mendAsset,
  type AssetProblem,
  type MendedAsset,
} from '@astrolabe/plugin-assets-common';
import type { Command } from 'commander';
import { createTwoFilesPatch } from 'diff';
import { command, type App } from '../lib/app';
import { checkFile } from '../lib/checkFile';
import { metadataFiles, readMetadata, STDIN } from '../lib/metadataFiles';
import { problemLines } from '../lib/problems';
import { plain } from '../lib/text';
import { invalidError, orHere } from './check';

interface Fixed extends MendedAsset {
  file: string;
  before: string;
  isWritten: boolean;
}

/** Mends in metadata files what there is no doubt about. */
export function fix(app: App): Command {
  return command('fix', 'Mend metadata files where there is no doubt how')
    .argument('[file...]', 'files, or folders of them; - reads standard input')
    .option('--write', 'change the files; without it, show what would change')
    .action(async (places: string[], { write, json }) => {
      const results: Fixed[] = [];
      for (const file of await metadataFiles(orHere(places))) {
        const before = await readMetadata(file, app);
        const mended = mendAsset(before, { check: checkFile });
        const isWritten =
          Boolean(write) && file !== STDIN && mended.content !== before;
        if (isWritten) await writeFile(file, mended.content);
        results.push({ file, before, ...mended, isWritten });
      }
      app.print({
        json,
        value: results.map(({ file, content, mended, check, isWritten }) => ({
          ...{ file, content, mended, isWritten },
          ...{ valid: check.valid, problems: check.problems },
        })),
        text: results.map(result => describe(result, write)).join('\n'),
      });
      if (!json) results.forEach(result => app.note(verdict(result)));
      const invalid = results.filter(({ check }) => !check.valid);
      if (invalid.length > 0) {
        const left = invalid.map(({ check }) => check);
        throw invalidError(left, results.length);
      }
    });
}

/** What changes and what is left; of standard input, the text that comes of it. */
function describe(result: Fixed, isWrite: boolean): string {
  const { file, before, content, check } = result;
  if (file === STDIN && isWrite) return plain(content).trimEnd();
  const patch = createTwoFilesPatch(file, file, before, content, '', '', {
    context: 2,
  });
  return [
    content === before ? '' : plain(patch.replace(/^=+\n/, '')).trimEnd(),
    problemLines(file, check.problems),
  ]
    .filter(Boolean)
    .join('\n');
}

function verdict({ file, mended, check, isWritten }: Fixed): string {
  const count = (list: AssetProblem[], word: string) =>
    `${list.length} ${word}`;
  const said = [
    count(mended, isWritten ? 'mended' : 'can be mended'),
    count(check.problems, 'left to you'),
  ];
  const isShown = mended.length > 0 && !isWritten && file !== STDIN;
  return `${file}: ${said.join(', ')}${
    isShown ? '; --write changes the file' : ''
  }`;
}
