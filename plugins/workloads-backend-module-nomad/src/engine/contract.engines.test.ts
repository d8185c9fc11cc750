import { afterAll, beforeAll } from 'vitest';
import {
  describeWorkloadEngine,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { NomadSetup } from '../__testUtils__/NomadSetup';

let setup: NomadSetup;

beforeAll(async () => {
  setup = await NomadSetup.start();
});

afterAll(() => setup?.dispose());

describeWorkloadEngine(
  'Nomad, with processes',
  async () => ({
    engine: setup.engine(),
    samples: nodeSamples({ program: process.execPath }),
    reopen: async () => setup.engine(),
    dispose: () => setup.letGo(),
  }),
  {
    timeoutMs: 20_000,
    skip: {
      snapshots:
        'Only what runs in a container is saved; see snapshots.engines.test.ts',
      'log-rotation':
        'Nomad rotates into files of uneven sizes, so that places are no sums; see logs.engines.test.ts',
    },
  },
);
