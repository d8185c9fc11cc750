// eslint-disable-next-line @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- what launches in the tests of the whole room
import { manifest } from '../../../workloads-backend/src/__testUtils__';

const { form, workload } = manifest;
const [task] = workload.tasks;

/** A service with a secret and a health check, at the one endpoint `web`, that is this program for Node. */
export function keyed(
  program: string,
  size: { cpuCores: number; memoryBytes: number },
) {
  const main = {
    ...task,
    command: [process.execPath, '-e', program],
    env: {
      PORT: '${{ port.web }}',
      HOST: '${{ host.listen }}',
      KEY: '${{ secret.key }}',
    },
    health: { port: 'web', path: '/' },
    resources: { ...size, diskBytes: 0 },
  };
  return {
    form,
    workload: {
      ...workload,
      tasks: [main],
      endpoints: workload.endpoints.slice(0, 1),
    },
  };
}
