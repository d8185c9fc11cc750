import { zipSync } from 'fflate';
import type { Project } from '@astrolabe/plugin-assets-common';

/** A project as a zip file, in a folder of its name. */
export function zipProject({ name, files }: Project): Buffer {
  const entries = files.map(({ path, text, encoding }) => [
    path,
    Buffer.from(text, encoding),
  ]);
  return Buffer.from(zipSync({ [name]: Object.fromEntries(entries) }));
}
