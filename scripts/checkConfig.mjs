// Checks app-config.yaml against the schema of every package, with a data
// folder that holds what the configuration reads from it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { portalEnv } from './lib/portal.mjs';
import { root, run } from './lib/process.mjs';

const data = await mkdtemp(path.join(tmpdir(), 'astrolabe-config-'));
try {
  await writeFile(path.join(data, 'session.key'), 'of no use');
  process.exitCode = await run(
    [
      'backstage-cli',
      'config:check',
      '--lax',
      '--strict',
      '--config',
      'app-config.yaml',
    ],
    {
      cwd: root,
      env: portalEnv({ ASTROLABE_DATA: data }),
    },
  );
} finally {
  await rm(data, { recursive: true, force: true });
}
