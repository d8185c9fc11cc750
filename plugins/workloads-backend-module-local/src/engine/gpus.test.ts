import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeDaemon } from '../__testUtils__/FakeDaemon';
import { MIB, running, script } from '../__testUtils__/programs';
import { useLocal } from '../__testUtils__/useLocal';

const image = 'localhost/cuda:12';
const resources = { cpuCores: 0.1, memoryBytes: 128 * MIB, diskBytes: MIB };
const onGpus = (count: number) => ({
  resources: { ...resources, gpu: { count } },
});

describe('a machine without GPUs', () => {
  const local = useLocal({ capacity: { gpuCount: 0 } });

  it.each([
    ['a process', {}],
    ['a container', { image }],
  ])('says that %s which asks for one never runs here', async (_what, task) => {
    const { engine, probe } = local.current;
    const spec = running(script('', { ...task, ...onGpus(1) }));
    expect(await engine.plan(spec)).toMatchObject([
      {
        verdict: 'never',
        reason: {
          code: 'engine-refused',
          message: 'It asks for 1 GPU; this machine has 0 GPUs.',
          nextStep: expect.any(String),
        },
      },
    ]);
    await expect(probe.submit(spec)).rejects.toThrow('this machine has 0 GPUs');
  });
});

describe('a machine with GPUs', () => {
  const local = useLocal({ capacity: { gpuCount: 3 } });

  it('gives each task its own, and none to one that did not ask', async () => {
    const { probe, text } = local.current;
    const task = (name: string, count: number) =>
      script(
        `require('node:fs').writeFileSync('${name}', '[' + process.env.CUDA_VISIBLE_DEVICES + ']');
         setInterval(() => {}, 1000);`,
        { name, role: name === 'main' ? 'main' : 'beside', ...onGpus(count) },
      );
    const { id } = await probe.submit(
      running([task('main', 2), task('helper', 1), task('idle', 0)]),
    );
    expect(await text(id, 'main')).toBe('[0,1]');
    expect(await text(id, 'helper')).toBe('[2]');
    expect(await text(id, 'idle')).toBe('[]');
  });
});

describe('a container on a machine with GPUs', () => {
  let daemon: FakeDaemon;
  afterEach(() => daemon.stop()); // After the workloads are gone: last in, first out.
  const local = useLocal();

  beforeEach(async () => {
    const { setup } = local.current;
    daemon = new FakeDaemon(path.join(setup.folder, 'daemon.sock'));
    await daemon.start();
    local.current.reopen({
      capacity: { gpuCount: 3 },
      containers: { socketPath: daemon.socketPath },
    });
  });

  const inContainer = (count: number) =>
    running(script('', { image, ...onGpus(count) }));

  async function refusedReason(count: number) {
    const { probe } = local.current;
    const { id } = await probe.submit(inContainer(count));
    return (await probe.settled(id)).reason;
  }

  it.each([
    ['Engine', '27.3.1', 'nvidia', ['0', '1']],
    ['Podman Engine', '5.4.0', 'cdi', ['nvidia.com/gpu=0', 'nvidia.com/gpu=1']],
    ['Podman Engine', '6.0.1', 'cdi', ['nvidia.com/gpu=0', 'nvidia.com/gpu=1']],
  ])(
    'gets those it asks for from %s %s',
    async (Name, Version, ...expected) => {
      const [Driver, DeviceIDs] = expected;
      daemon.component = { Name, Version };
      expect(await local.current.engine.plan(inContainer(2))).toMatchObject([
        { verdict: 'now' },
      ]);
      await refusedReason(2);
      expect(daemon.asked[0].HostConfig?.DeviceRequests).toEqual([
        { Driver, DeviceIDs, Capabilities: [['gpu']] },
      ]);
    },
  );

  it('gets none when it asks for none', async () => {
    await refusedReason(0);
    expect(daemon.asked[0].HostConfig?.DeviceRequests).toEqual([]);
  });

  it('is not made where the daemon would leave them out without a word', async () => {
    daemon.component = { Name: 'Podman Engine', Version: '5.3.9' };
    const reason = {
      code: 'missing-runtime',
      evidence: 'Podman Engine 5.3.9',
      nextStep: expect.stringContaining('Podman 5.4'),
    };
    expect(await local.current.engine.plan(inContainer(1))).toMatchObject([
      { verdict: 'never', reason },
    ]);
    expect(await refusedReason(1)).toMatchObject(reason);
    expect(daemon.asked).toEqual([]);
  });

  it.each([
    'could not select device driver "nvidia" with capabilities: [[gpu]]',
    'setting up CDI devices: unresolvable CDI devices nvidia.com/gpu=0',
  ])('says what to install when it is refused: %s', async refusal => {
    daemon.refusal = refusal;
    expect(await refusedReason(1)).toMatchObject({
      code: 'missing-runtime',
      evidence: expect.stringContaining(refusal),
      nextStep: expect.stringContaining('NVIDIA Container Toolkit'),
    });
  });
});
