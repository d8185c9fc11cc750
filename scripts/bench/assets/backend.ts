import { createBackend } from '@backstage/backend-defaults';
import { sourceModule } from '../../../plugins/assets-backend/src/testUtils/sourceModule';
import { syntheticSource } from '../../../plugins/assets-backend/src/testUtils/syntheticAssets';

/** The assets room, and the stock catalogue if asked for, over the same synthetic assets. */
const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@astrolabe/plugin-assets-backend'));
if (process.env.BENCH_PEER) {
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@astrolabe/plugin-catalog-backend-module-assets'));
}
backend.add(sourceModule(syntheticSource(Number(process.env.BENCH_ASSETS))));
backend.start();
