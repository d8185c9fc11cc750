import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import {
  CATALOG_INFO,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { NomadSetup } from '../__testUtils__/NomadSetup';

let setup: NomadSetup;

beforeAll(async () => {
  setup = await NomadSetup.start();
});

afterAll(() => setup?.dispose());

const environments = { registry: 'images.test/ours', roots: [CATALOG_INFO] };

/** A program in an environment, and a task that mounts something for it. */
function mounting(): WorkloadSpec {
  const spec = nodeSamples({ program: 'node' }).repeating('');
  const [main] = spec.tasks;
  main.environment = { kind: 'node', id: 'tools/hello-web' };
  const storage = {
    ...main,
    name: 'storage',
    role: 'around' as const,
    mounts: 'corals',
    environment: { kind: 'python' as const, id: 'side-tasks/storage' },
  };
  return { ...spec, tasks: [storage, main] };
}

describe('a storage that is to be mounted', () => {
  it('is told never where nobody has allowed it, and who can', async () => {
    const [site] = await setup.engine({ environments }).plan(mounting());
    expect(site).toMatchObject({
      verdict: 'never',
      reason: {
        code: 'engine-refused',
        nextStep: expect.stringContaining('workloads.nomad.mounts'),
      },
    });
  });

  it('is told never for the image of somebody else, whose user is not let in', async () => {
    const spec = mounting();
    spec.tasks[1].environment = undefined;
    spec.tasks[1].image = 'images.test/theirs:1';
    const engine = setup.engine({ environments, mounts: true });
    const [site] = await engine.plan(spec);
    expect(site).toMatchObject({
      verdict: 'never',
      reason: { message: expect.stringContaining("'main'") },
    });
  });
});
