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

const inEnvironment = (id: string): WorkloadSpec => {
  const spec = nodeSamples({ program: 'node' }).repeating('');
  spec.tasks[0].environment = { kind: 'node', id };
  return spec;
};

describe('a task in an environment', () => {
  it('is told beforehand when the portal has no images, and what its operator can do', async () => {
    const [site] = await setup.engine().plan(inEnvironment('tools/hello-web'));
    expect(site).toMatchObject({
      verdict: 'never',
      reason: {
        message: expect.stringContaining('tools/hello-web'),
        nextStep: expect.stringMatching(
          /workloads\.nomad\.environments\.registry.*npm run images/,
        ),
      },
    });
  });

  it('is told beforehand when no root describes it', async () => {
    const engine = setup.engine({
      environments: { registry: 'images.test/ours', roots: [CATALOG_INFO] },
    });
    const [site] = await engine.plan(inEnvironment('tools/nowhere'));
    expect(site).toMatchObject({
      verdict: 'never',
      reason: {
        message: expect.stringContaining("'tools/nowhere'"),
        nextStep: expect.stringContaining('tools/nowhere/environment/'),
      },
    });
  });
});
