import { readFile } from 'node:fs/promises';
import type { App } from './app';
import { usageError } from './errors';
import { readSecret } from './readSecret';

/**
 * Values of secrets for a launch, by their names: from the file that is named
 * after `=`, or asked for. Standard input has room for one of them.
 */
export async function givenSecrets(
  app: App,
  wanted: readonly string[] = [],
): Promise<Record<string, string> | undefined> {
  if (wanted.length === 0) return undefined;
  const named = wanted.map(each => {
    const [name, ...file] = each.split('=');
    return { name, file: file.join('=') };
  });
  const asked = named.filter(({ file }) => !file);
  if (asked.length > 1 && !app.terminal.stdin.isTTY) {
    throw usageError(
      'Standard input is the value of one secret',
      'Write the others as --secret name=file',
    );
  }
  const values: Record<string, string> = {};
  for (const { name, file } of named) {
    values[name] = file
      ? (await readFile(file, 'utf8')).replace(/\r?\n$/, '')
      : await readSecret(app, `The secret ${name}`);
  }
  return values;
}
