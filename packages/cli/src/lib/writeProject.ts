import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Project } from '@astrolabe/plugin-assets-common';
import { CliError, exitCodes, usageError } from './errors';

/**
 * Writes a project into a new folder of its name. All of it is there or nothing,
 * and never over what is there.
 *
 * @returns the folder
 */
export async function writeProject(
  { name, files }: Project,
  to: string,
): Promise<string> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)) throw unsafe(name);
  const folder = path.resolve(to, name);
  if (existsSync(folder)) {
    throw usageError(
      `'${folder}' is there already`,
      'Take another name, or another folder with --to',
    );
  }
  const fresh = path.resolve(to, `.${name}-${randomUUID()}`);
  await mkdir(fresh, { recursive: true });
  try {
    for (const { path: at, text, encoding } of files) {
      const file = path.resolve(fresh, at);
      if (!file.startsWith(`${fresh}${path.sep}`)) {
        throw unsafe(at);
      }
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, Buffer.from(text, encoding), { flag: 'wx' });
    }
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return folder;
}

function unsafe(at: string): CliError {
  return new CliError(exitCodes.failure, {
    name: 'UnsafePathError',
    message: `The portal wants to write '${at}', which is outside of the project`,
    nextStep: 'Nothing was written; tell the people of the portal',
  });
}
