import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  readCommunity,
  type Community,
} from '@astrolabe/plugin-communities-common';
import { parse } from 'yaml';
import { CliError, exitCodes, usageError } from './errors';

/** Reads the block of a community, with the files that it names beside it, as the portal does. */
export async function readCommunityFile(file: string): Promise<Community> {
  const text = await readFile(file, 'utf8').catch(error => {
    throw usageError(`'${file}' cannot be read: ${error.message}`);
  });
  try {
    const block = await withFiles(parse(text), path.dirname(file));
    return readCommunity(block, '');
  } catch (error) {
    throw new CliError(exitCodes.failure, {
      name: 'InvalidCommunityError',
      message: `${file}: ${(error as Error).message}`,
      nextStep: 'Mend what is named and check again',
    });
  }
}

/** `{ $file: logo.svg }` is what that file holds. */
async function withFiles(value: unknown, folder: string): Promise<unknown> {
  if (Array.isArray(value)) {
    return Promise.all(value.map(each => withFiles(each, folder)));
  }
  if (typeof value !== 'object' || value === null) return value;
  const { $file: named } = value as { $file?: unknown };
  if (typeof named === 'string') {
    const content = await readFile(path.resolve(folder, named), 'utf8');
    return content.trimEnd();
  }
  const entries = Object.entries(value).map(
    async ([key, each]) => [key, await withFiles(each, folder)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
