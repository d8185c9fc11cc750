import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AssetProfile } from '@astrolabe/plugin-assets-common';
import type { Command } from 'commander';
import { command, type App } from '../lib/app';
import { usageError } from '../lib/errors';
import { parseRef } from '../lib/refs';
import { plain, table } from '../lib/text';

const REF = 'kind/name or entity ref';

/** A module, or another asset, in the standards of others. */
export function exportAsset(app: App): Command {
  return command('export', 'Its metadata in a standard')
    .argument('<ref>', REF)
    .requiredOption('--profile <id>', 'which: see `astrolabe module profiles`')
    .option('--format <id>', 'turtle, json-ld, …; the usual one unless told')
    .option('--out <file>', 'write it there; a folder gets its usual name')
    .action(async (ref: string, { json, profile, format, out }) => {
      const { kind, name } = parseRef(ref);
      const { assets } = await app.portal();
      const content = await assets.download(kind, name, {
        profile,
        ...(format ? { format } : {}),
      });
      const known = await assets.profiles(kind, name);
      const used = known.find(({ id }) => id === profile);
      const file = out && (await write(out, content, fileNameOf(used, format)));
      app.print({
        json,
        value: { content, file, gaps: used?.gaps ?? [] },
        text: file ? '' : plain(content).trimEnd(),
      });
      if (file && !json) app.note(file);
      if (used && used.gaps.length > 0 && !json) {
        app.note(
          `${
            used.title
          } also wants what the metadata do not say: ${used.gaps.join(', ')}`,
        );
      }
    });
}

export function listProfiles(app: App): Command {
  return command('profiles', 'The standards in which it can be had')
    .argument('<ref>', REF)
    .action(async (ref: string, { json }) => {
      const { kind, name } = parseRef(ref);
      const { assets } = await app.portal();
      const value = await assets.profiles(kind, name);
      app.print({
        json,
        value,
        text: table(
          ['PROFILE', 'STANDARD', 'FORMATS', 'NOT SAID'],
          value.map(({ id, title, formats, gaps }) => [
            id,
            title,
            formats.map(format => format.id).join(', '),
            gaps.join(', ') || '-',
          ]),
        ),
      });
    });
}

function fileNameOf(profile: AssetProfile | undefined, format?: string) {
  const formats = profile?.formats ?? [];
  const used = formats.find(({ id }) => id === format) ?? formats[0];
  return used?.fileName;
}

/** Answers where it was written. */
async function write(
  out: string,
  content: string,
  usualName: string | undefined,
): Promise<string> {
  const isFolder = /[\\/]$/.test(out) || (await isFolderThere(out));
  const file = isFolder ? path.join(out, usualName ?? 'metadata') : out;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content).catch(error => {
    throw usageError(`'${file}' cannot be written: ${error.message}`);
  });
  return file;
}

async function isFolderThere(out: string): Promise<boolean> {
  const there = await stat(out).catch(() => undefined);
  return there?.isDirectory() ?? false;
}
