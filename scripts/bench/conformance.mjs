import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root, run } from '../lib/process.mjs';
import { row } from './lib/table.mjs';

/**
 * How many descriptions each validator of a standard was given, and how many it
 * refuses: all assets that the portal comes with, those of tests, and real files
 * where ../shared is. The tests of the standards count.
 */
export default async function conformance() {
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-conformance-'));
  const file = path.join(folder, 'figures.json');
  try {
    const command = ['vitest', 'run', '--config', 'vitest.engines.config.mts'];
    const code = await run([...command, 'scripts/engines/profiles'], {
      ...{ cwd: root, env: { ...process.env, ASTROLABE_FIGURES: file } },
    });
    if (code !== 0) throw new Error('The tests of the standards fail');
    const read = JSON.parse(await readFile(file, 'utf8'));
    return [
      {
        title: 'Descriptions that a validator of their standard refuses',
        unit: 'files',
        peer: 'of',
        rows: read.map(({ standard, validator, files, refused }) => ({
          ...row(`${standard}: ${validator}`, refused),
          peer: files,
        })),
      },
      {
        title: 'Descriptions that lack what RO-Crate recommends',
        unit: 'files',
        rows: Object.entries(
          read.find(({ standard }) => standard === 'ro-crate').recommended,
        ).map(([rule, files]) => row(rule, files)),
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
