import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** Where programs of the system are, whatever the portal's own PATH says. */
export const SYSTEM_PATH = [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
];

/** The file of a program: a full path, or a name looked up in folders, then in the system's. */
export function findProgram(
  name: string,
  folders: string[],
  systemFolders: string[] = SYSTEM_PATH,
): string | undefined {
  if (name === '' || name.includes('\0')) return undefined;
  if (path.isAbsolute(name)) return isProgram(name) ? name : undefined;
  if (name.includes('/')) return undefined;
  return [...folders, ...systemFolders]
    .map(folder => path.join(folder, name))
    .find(isProgram);
}

/** The folders of the portal's own PATH, for tools that install environments. */
export function ownPath(): string[] {
  return (process.env.PATH ?? '').split(path.delimiter).filter(path.isAbsolute);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
