import { startTestBackend } from '@backstage/backend-test-utils';
import type { ForgeAccess } from '@astrolabe/plugin-accounts-node';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- as it is in the portal
import workloadsModuleLocal from '@astrolabe/plugin-workloads-backend-module-local';
import { featuresOf, type PortalSetting } from './portalFeatures';

/** What the program is told, as JSON. */
export interface ProgramSetting
  extends Omit<
    PortalSetting,
    'access' | 'secrets' | 'engine' | 'told' | 'changes'
  > {
  access: ForgeAccess;
  secrets: [string, string][];
}

/** A portal in a process of its own, which can be killed; tells where it is. */
async function run({ access, secrets, ...setting }: ProgramSetting) {
  const features = featuresOf({
    ...{ ...setting, engine: workloadsModuleLocal, told: [] },
    ...{ access: () => access, secrets: new Map(secrets) },
  });
  const { server } = await startTestBackend({ features });
  process.send!({ origin: `http://127.0.0.1:${server.port()}` });
}

// Whoever started it is gone.
process.on('disconnect', () => process.exit());
run(JSON.parse(process.argv[2]));
