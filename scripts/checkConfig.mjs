// Checks app-config.yaml, alone and with the examples of communities, against
// the schema of every package, with a data folder that holds what it reads.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { portalEnv } from './lib/portal.mjs';
import { root, run } from './lib/process.mjs';

const own = 'app-config.yaml';
const data = await mkdtemp(path.join(tmpdir(), 'astrolabe-config-'));
try {
  await writeFile(path.join(data, 'session.key'), 'of no use');
  for (const files of [[own], [own, 'app-config.communities.yaml']]) {
    const code = await run(
      [
        'backstage-cli',
        'config:check',
        '--lax',
        '--strict',
        ...files.flatMap(file => ['--config', file]),
      ],
      { cwd: root, env: portalEnv({ ASTROLABE_DATA: data }) },
    );
    if (code) process.exitCode = code;
  }
} finally {
  await rm(data, { recursive: true, force: true });
}
