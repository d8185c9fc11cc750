import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Describes an environment below a root: names of files, and what is in them. */
export function describeEnvironment(
  root: string,
  id: string,
  files: Record<string, unknown>,
): void {
  const folder = path.join(root, id, 'environment');
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(
      path.join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  }
}

/** Lock files of npm for a package of its own that needs these. */
export function npmLock(
  packages: Record<string, { version: string; integrity: string }> = {},
): Record<string, unknown> {
  const dependencies = Object.fromEntries(
    Object.entries(packages).map(([name, { version }]) => [name, version]),
  );
  const locked = Object.entries(packages).map(([name, entry]) => [
    `node_modules/${name}`,
    entry,
  ]);
  const name = 'of-a-test';
  return {
    'package.json': { name, private: true, dependencies },
    'package-lock.json': {
      name,
      lockfileVersion: 3,
      requires: true,
      packages: { '': { name, dependencies }, ...Object.fromEntries(locked) },
    },
  };
}
