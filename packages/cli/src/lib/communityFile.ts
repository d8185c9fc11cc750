import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  readCommunity,
  withFiles,
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
    const beside = (name: string) =>
      readFileSync(path.resolve(path.dirname(file), name), 'utf8');
    return readCommunity(withFiles(parse(text), beside), '');
  } catch (error) {
    throw new CliError(exitCodes.failure, {
      name: 'InvalidCommunityError',
      message: `${file}: ${(error as Error).message}`,
      nextStep: 'Mend what is named and check again',
    });
  }
}
