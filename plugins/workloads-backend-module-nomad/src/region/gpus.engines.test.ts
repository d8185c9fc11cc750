import { chmodSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import {
  EngineProbe,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the room behind its door
import { startWorkloads } from '../../../workloads-backend/src/__testUtils__';
import type { NomadAllocation } from '../client/types';
import type { NomadEngine } from '../engine/NomadEngine';
import { GPU, GpuFiles } from '../__testUtils__/gpuFiles';
import { ask, NomadSetup } from '../__testUtils__/NomadSetup';
import { until } from '../__testUtils__/until';

const MODEL = GPU.model;

const files = new GpuFiles();
const samples = nodeSamples({ program: process.execPath });
let setup: NomadSetup;
let engine: NomadEngine;
let probe: EngineProbe;

beforeAll(async () => {
  setup = await NomadSetup.start({ extra: await files.offer(2) });
  engine = setup.engine({ gpuDevice: GPU.device });
  probe = new EngineProbe(engine, 30_000);
  await until(async () => expect(await gpus()).toEqual({ total: 2, free: 2 }));
});

afterEach(() => probe.removeAll());

afterAll(async () => {
  await setup?.dispose();
  files.remove();
});

describe('GPUs of Nomad', () => {
  it('are given to one workload each, and waited for by the one too many', async () => {
    const first = await probe.submit(wanting(1, MODEL));
    const second = await probe.submit(wanting(1));
    await probe.running(first.id);
    await probe.running(second.id);
    const given = [
      await devicesOf(first.id),
      await devicesOf(second.id),
    ].flat();
    expect(given.sort()).toEqual(['gpu-0', 'gpu-1']);
    await expect.poll(gpus).toEqual({ total: 2, free: 0 });

    const reason = {
      code: 'waiting-for-capacity',
      evidence: 'GPUs on 1 of 1 node(s)',
    };
    const plans = await engine.plan(wanting(1, MODEL));
    expect(plans).toMatchObject([{ verdict: 'later', reason }]);
    const third = await probe.submit(wanting(1, MODEL));
    const waits = { state: 'queued', reason };
    await probe.eventually(async () =>
      expect(await probe.seen(third.id)).toMatchObject(waits),
    );

    await engine.remove(first.id);
    await probe.running(third.id);
    await expect.poll(gpus).toEqual({ total: 2, free: 0 });
    await engine.stop(second.id);
    await probe.settled(second.id);
    await expect.poll(gpus).toEqual({ total: 2, free: 1 });
  });

  it('of a model that no node has are refused, with the models that there are', async () => {
    const spec = wanting(1, 'NVIDIA A100');
    const [{ verdict, reason }] = await engine.plan(spec);
    expect(verdict).toBe('never');
    expect(reason).toMatchObject({
      code: 'no-such-gpu',
      message: expect.stringContaining(
        `no GPU 'NVIDIA A100'. It has: ${MODEL}.`,
      ),
    });
    await expect(probe.submit(spec)).rejects.toMatchObject({
      name: 'ConflictError',
      message: reason!.message,
    });
  });

  it('of which no node has so many are refused, with how many there are', async () => {
    const [{ verdict, reason }] = await engine.plan(wanting(3));
    expect(verdict).toBe('never');
    expect(reason!.message).toContain('3 GPUs');
    expect(reason!.message).toContain('2 GPUs');
    await expect(probe.submit(wanting(3))).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('are in the capacity with who has them, also those of a node that is closed', async () => {
    const { id } = await probe.submit(wanting(1, MODEL));
    await probe.running(id);
    const seen = async () => {
      const [{ gpuModels, nodes }] = await engine.capacity();
      return { gpuModels, nodes };
    };
    const open = { model: MODEL, total: 2, eligible: 2, used: 1, free: 1 };
    await until(async () =>
      expect(await seen()).toEqual({
        gpuModels: [open],
        nodes: { ready: 1, closed: 0, down: 0 },
      }),
    );
    await setEligible(false);
    await until(async () =>
      expect(await seen()).toEqual({
        gpuModels: [{ ...open, eligible: 0, free: 0 }],
        nodes: { ready: 0, closed: 1, down: 0 },
      }),
    );
    // As people see it, at the portal's own door, that of a portal which does not know it.
    const portal = await startWorkloads({ engine: engine as never });
    const { body } = await portal.as('ada').get('/v1/capacity').expect(200);
    await portal.stopPortal();
    expect(body.items).toMatchObject([
      { gpuModels: [{ model: MODEL, total: 2, eligible: 0, free: 0 }] },
    ]);
    await setEligible(true);
    await until(async () =>
      expect((await seen()).gpuModels).toMatchObject([{ eligible: 2 }]),
    );
  });

  it('are waited for while they are broken, and counted as there are left', async () => {
    const gpu = files.file(1);
    chmodSync(gpu, 0o777);
    await until(async () =>
      expect(await gpus()).toEqual({ total: 1, free: 1 }),
    );
    expect(await engine.plan(wanting(2))).toMatchObject([
      {
        verdict: 'later',
        reason: {
          code: 'site-unavailable',
          evidence: expect.stringContaining('1 GPU(s) are broken'),
        },
      },
    ]);
    const { id } = await probe.submit(wanting(2));
    await probe.until(id, o => o.reason.code === 'site-unavailable');
    chmodSync(gpu, 0o644);
    await probe.running(id);
  });
});

/** Whether the only node takes new work. */
async function setEligible(isEligible: boolean) {
  const { url } = setup.agent;
  const [{ ID }] = await ask<{ ID: string }[]>(url, '/nodes');
  const Eligibility = isEligible ? 'eligible' : 'ineligible';
  const body = JSON.stringify({ NodeID: ID, Eligibility });
  await ask(url, `/node/${ID}/eligibility`, { method: 'PUT', body });
}

function wanting(count: number, model?: string): WorkloadSpec {
  const spec = samples.server();
  spec.tasks[0].resources.gpu = { count, model };
  return spec;
}

async function gpus() {
  const [{ total, free }] = await engine.capacity();
  return { total: total.gpu?.count ?? 0, free: free.gpu?.count ?? 0 };
}

/** What Nomad itself says that the main task was given. */
async function devicesOf(id: string): Promise<string[]> {
  const allocations = await ask<NomadAllocation[]>(
    setup.agent.url,
    '/allocations?resources=true',
  );
  return allocations
    .filter(({ JobID }) => JobID === `astrolabe-${id}`)
    .flatMap(({ AllocatedResources }) =>
      (AllocatedResources?.Tasks.main.Devices ?? []).flatMap(
        ({ DeviceIDs }) => DeviceIDs,
      ),
    );
}
