import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import {
  describeWorkloadEngine,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { LOG_BYTES, LocalSetup } from '../../__testUtils__/LocalSetup';
import { NODE_IMAGE, startPodman } from '../../__testUtils__/podman';

const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-podman-'));
let podman: Awaited<ReturnType<typeof startPodman>>;

beforeAll(async () => {
  podman = await startPodman(folder);
});

afterAll(async () => {
  await podman?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describeWorkloadEngine(
  'local, with containers of Podman',
  async () => {
    const setup = new LocalSetup();
    const local = { containers: { socketPath: podman.socketPath } };
    return {
      engine: setup.open(local),
      samples: nodeSamples({
        program: '/usr/bin/node',
        task: { image: NODE_IMAGE },
      }),
      logLimitBytes: LOG_BYTES,
      reopen: async () => setup.reopen(local),
      dispose: () => setup.dispose(),
    };
  },
  { timeoutMs: 60_000 },
);
