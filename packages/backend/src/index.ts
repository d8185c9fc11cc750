import { createBackend } from '@backstage/backend-defaults';
import { features } from './features';
import { letFilesPass } from './memory';
import { outliveReaders } from './outliveReaders';
import { rootConfigFactory } from './rootConfig';

outliveReaders();
letFilesPass();
const backend = createBackend();
backend.add(rootConfigFactory);
backend.add(import('@backstage/plugin-app-backend'));
for (const feature of features()) backend.add(feature);

// A portal that cannot start is none: whoever started it has to hear of it.
backend.start().catch(error => {
  process.stderr.write(`The portal did not start: ${error.message}\n`);
  process.exit(1);
});
