import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  mendAsset,
  migrateAsset,
  type AssetCheck,
} from '@astrolabe/plugin-assets-common';
import type { Command } from 'commander';
import { createTwoFilesPatch } from 'diff';
import { command, type App } from '../lib/app';
import { usageError } from '../lib/errors';
import { metadataFiles, readMetadata, STDIN } from '../lib/metadataFiles';
import { problemLines } from '../lib/problems';
import { plain } from '../lib/text';
import { invalidError, orHere } from './check';

/** A text after a change, and what is said of it then. */
interface Change {
  content: string;
  /** What was done, in words. */
  done: string;
  notes: string[];
  check: AssetCheck;
}

interface Changed extends Change {
  file: string;
  before: string;
  /** Where it was written. */
  written?: string;
}

/** Mends in metadata files what there is no doubt about. */
export function fix(app: App): Command {
  const about = 'Mend metadata files where there is no doubt how';
  return changing(app, command('fix', about), content => {
    const { mended, ...change } = mendAsset(content);
    return { ...change, done: `${mended.length} mended`, notes: [] };
  });
}

/** Brings ai4-metadata files of older versions to the newest one. */
export function migrate(app: App): Command {
  const about = 'Bring ai4-metadata of older versions to the newest one';
  return changing(app, command('migrate', about), content => {
    const { from, ...change } = migrateAsset(content);
    return { ...change, done: `${from} to ${change.check.format}` };
  });
}

/** A command that shows what it would change in files, and changes it when told. */
function changing(
  app: App,
  operation: Command,
  change: (content: string) => Change,
): Command {
  return operation
    .argument('[file...]', 'files, or folders of them; - reads standard input')
    .option('--write', 'change the files; without it, show what would change')
    .action(async (places: string[], { write, json }) => {
      const results: Changed[] = [];
      for (const file of await metadataFiles(orHere(places))) {
        const before = await readMetadata(file, app);
        results.push({ file, before, ...change(before) });
      }
      if (write) await save(results);
      app.print({
        json,
        value: results.map(({ before, check, ...result }) => ({
          ...result,
          isChanged: result.content !== before,
          valid: check.valid,
          problems: check.problems,
        })),
        text: results
          .map(result => describe(result, Boolean(write)))
          .filter(Boolean)
          .join('\n'),
      });
      if (!json) results.forEach(result => app.note(verdict(result)));
      const invalid = results.filter(({ check }) => !check.valid);
      if (invalid.length > 0) {
        const left = invalid.map(({ check }) => check);
        throw invalidError(left, results.length);
      }
    });
}

/** Writes what has changed: all of it, or nothing where something is in the way. */
async function save(results: Changed[]): Promise<void> {
  const changed = results.filter(
    ({ file, before, content }) => file !== STDIN && content !== before,
  );
  const targets = new Set<string>();
  for (const result of changed) {
    const { file } = result;
    const target = nameOfResult(result);
    const isNew = target !== file;
    if (targets.has(target) || (isNew && (await isThere(target)))) {
      throw usageError(
        targets.has(target)
          ? `'${target}' would be written twice`
          : `'${target}' is there already`,
        `Nothing is written. Move it away, or take what \`module migrate - < ${file}\` prints`,
      );
    }
    targets.add(target);
  }
  for (const result of changed) {
    result.written = nameOfResult(result);
    await writeFile(result.written, result.content);
  }
}

/** What was JSON and has become YAML gets the name that catalogues look for. */
function nameOfResult({ file, content }: Changed): string {
  const isYaml = !/^\s*[[{]/.test(content);
  return file.endsWith('.json') && isYaml
    ? path.join(path.dirname(file), 'ai4-metadata.yml')
    : file;
}

function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** What changes and what is left; of standard input, the text that comes of it. */
function describe(result: Changed, isWrite: boolean): string {
  const { file, before, content, check } = result;
  if (file === STDIN && isWrite) return plain(content).trimEnd();
  const names = [file, nameOfResult(result)] as const;
  const patch = createTwoFilesPatch(...names, before, content, '', '', {
    context: 2,
  });
  return [
    content === before ? '' : plain(patch.replace(/^=+\n/, '')).trimEnd(),
    problemLines(file, check.problems),
  ]
    .filter(Boolean)
    .join('\n');
}

function verdict(result: Changed): string {
  const { file, before, content, done, notes, check, written } = result;
  const isShown = content !== before && !written && file !== STDIN;
  return [
    ...notes.map(note => `${file}: ${note}`),
    `${written ?? file}: ${done}, ${check.problems.length} left to you${
      isShown ? '; nothing is written yet: --write does' : ''
    }`,
  ].join('\n');
}
