import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from 'vitest';
import type {
  WorkloadSpec,
  WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import {
  CATALOG_INFO,
  describeWorkloadEngine,
  EngineProbe,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { NODE_IMAGE, Podman } from '../../../../scripts/engines/podman.mjs';
import { NomadSetup } from '../__testUtils__/NomadSetup';

const MIB = 1024 ** 2;
const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-podman-'));
const podman = new Podman(folder);
const docker = {
  endpoint: `unix://${podman.socketPath}`,
  gc: { image: false },
};
const samples = nodeSamples({
  program: '/usr/bin/node',
  task: { image: NODE_IMAGE },
});
let setup: NomadSetup;

beforeAll(async () => {
  await podman.install();
  await podman.serve();
  setup = await NomadSetup.start({
    extra: { plugin: { docker: { config: docker } } },
  });
});

afterAll(async () => {
  await setup?.dispose();
  await podman.remove();
  rmSync(folder, { recursive: true, force: true });
});

describeWorkloadEngine(
  'Nomad, with containers of Podman',
  async () => ({
    engine: setup.engine(),
    samples,
    reopen: async () => setup.engine(),
    dispose: () => setup.letGo(),
  }),
  {
    timeoutMs: 60_000,
    skip: {
      snapshots:
        'They need a registry and a job on the node; see snapshots.engines.test.ts',
      'usage-cores':
        "of a busy core Nomad's driver for Docker tells less than a hundredth, with Podman 4 behind it",
      'log-rotation':
        'Nomad rotates into files of uneven sizes, so that places are no sums; see logs.engines.test.ts',
    },
  },
);

describe('a container on Nomad', () => {
  let probe: EngineProbe;

  beforeEach(() => {
    probe = new EngineProbe(setup.engine(), 60_000);
  });

  afterEach(async () => {
    await probe.removeAll();
    await setup.letGo();
  });

  it('has few powers, and no more of the machine than it asked for', async () => {
    const spec = batch(`
      const fs = require('node:fs');
      // Groups of version 1 have a folder for each kind, those of version 2 one for all.
      const limit = (...files) => Number(fs.readFileSync(
        files.map(file => '/sys/fs/cgroup/' + file).find(fs.existsSync), 'utf8'));
      const { bsize, blocks } = fs.statfsSync('/dev/shm');
      console.log(JSON.stringify({
        status: fs.readFileSync('/proc/self/status', 'utf8'),
        processes: limit('pids/pids.max', 'pids.max'),
        memory: limit('memory/memory.limit_in_bytes', 'memory.max'),
        shared: bsize * blocks,
      }));`);
    spec.tasks[0].resources.memoryBytes = 256 * MIB;
    const { id } = await probe.submit(spec);
    expect(await probe.settled(id)).toMatchObject({ state: 'completed' });
    const { status, ...limits } = JSON.parse(await probe.finalLog(id));
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(status).toMatch(/^CapBnd:\s+00000000000004eb$/m);
    expect(status).toMatch(/^Seccomp:\s+2$/m);
    expect(limits).toEqual({
      processes: 4096,
      memory: 256 * MIB,
      shared: 128 * MIB,
    });
  });

  it('is ready when its program answers, and not when its port is there', async () => {
    const spec = samples.server();
    const [main] = spec.tasks;
    const [node, flag, code] = main.command as string[];
    const late = `setTimeout(() => { ${code} }, 3000)`;
    main.command = [node, flag, late];
    main.health = { port: 'web' };
    const { id } = await probe.submit(spec);
    const { startedAt } = await probe.ready(id);
    await probe.eventuallyLogs(id, /listening/);
    expect(Date.now() - Date.parse(startedAt!)).toBeGreaterThan(3000);
  });

  it('says of an image that it cannot be had, and what was tried', async () => {
    const image = 'localhost:1/no/such-image:1';
    const spec = batch('', { image });
    spec.lifetime.restarts = 1;
    const { id } = await probe.submit(spec);
    const evidence = expect.stringMatching(/localhost:1.*connection refused/);
    const again = await probe.until(id, o => o.reason.code === 'restarting');
    expect(again).toMatchObject({ state: 'starting', reason: { evidence } });
    expect(await probe.settled(id)).toMatchObject({
      state: 'failed',
      reason: {
        code: 'image-pull-failed',
        evidence,
        nextStep: expect.stringContaining('registry'),
      },
    });
  });

  it('of an environment whose image is nowhere says with which command it is built', async () => {
    const environments = { registry: 'localhost:1/no', roots: [CATALOG_INFO] };
    probe.engine = setup.engine({ environments });
    const spec = samples.chatty(1);
    const environment = { kind: 'node', id: 'tools/hello-web' } as const;
    spec.tasks[0] = { ...spec.tasks[0], image: undefined, environment };
    spec.lifetime.restarts = 0;
    const { id } = await probe.submit(spec);
    expect(await probe.settled(id)).toMatchObject({
      state: 'failed',
      reason: {
        code: 'image-pull-failed',
        evidence: expect.stringContaining('localhost:1/no/tools/hello-web'),
        nextStep: expect.stringMatching(/npm run images .*tools\/hello-web/),
      },
    });
  });

  it('is told to take more memory when it needed more than it may have', async () => {
    const { id } = await probe.submit(
      batch(`
        const kept = [];
        setInterval(() => kept.push(Buffer.alloc(8 * 1024 * 1024, 1)), 5);`),
    );
    const { state, reason } = await probe.settled(id);
    expect(state).toBe('failed');
    // With groups of version 1, conmon 2.1 leaves its mark `oom` where Podman's
    // service stands, and Podman 4.3 looks for it in the container's own folder: it
    // says `OOMKilled: false`, and Nomad asks nobody else.
    expect(['out-of-memory', 'killed']).toContain(reason.code);
    expect(reason.nextStep).toContain('more memory');
  });
});

function batch(code: string, task: Partial<WorkloadTask> = {}): WorkloadSpec {
  const command = ['/usr/bin/node', '-e', code];
  const spec = samples.chatty(1);
  return { ...spec, tasks: [{ ...spec.tasks[0], command, ...task }] };
}
