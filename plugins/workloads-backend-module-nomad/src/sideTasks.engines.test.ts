/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the whole room behind its door, over a real engine */
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import {
  itCopiesStorages,
  itFetchesDatasets,
  itMountsStorages,
} from '../../workloads-backend/src/__testUtils__/sideTasks';
import { ContainerSite } from './__testUtils__/ContainerSite';
import { purgeAll } from './__testUtils__/NomadSetup';

/** Another than that of everyManifest.engines.test.ts, which may run beside it. */
const site = new ContainerSite((process.pid % 250) + 1);

beforeAll(() =>
  site.start(['side-tasks/datasets', 'side-tasks/storage', 'tools/hello-web']),
);

afterEach(() => purgeAll(site.setup.agent.url));

afterAll(() => site.stop());

describe('a dataset that is asked for on a site of Nomad', () => {
  itFetchesDatasets({ engine: () => site.engine(), address: site.address });
});

describe('a storage that is asked for on a site of Nomad', () => {
  itMountsStorages({
    engine: () => site.engine(),
    address: site.address,
    async crash() {
      await site.setup.agent.kill();
      await site.setup.agent.start();
    },
  });
});

describe('a storage that is copied on a site of Nomad', () => {
  itCopiesStorages({ engine: () => site.engine(), address: site.address });
});
