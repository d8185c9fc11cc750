import {
  describeWorkloadEngine,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { LOG_BYTES, LocalSetup } from '../__testUtils__/LocalSetup';

describeWorkloadEngine('local, with processes', async () => {
  const setup = new LocalSetup();
  return {
    engine: setup.open(),
    samples: nodeSamples({ program: process.execPath }),
    logLimitBytes: LOG_BYTES,
    reopen: async () => setup.reopen(),
    dispose: () => setup.dispose(),
  };
});
