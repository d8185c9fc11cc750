import path from 'node:path';
import { root } from '../../lib/process.mjs';
import { freePort } from '../../lib/freePort.mjs';
import { startBackend } from '../lib/backend.mjs';
import { fatal, until } from '../lib/measure.mjs';
import { demoSignIn, signIn } from '../lib/person.mjs';

/**
 * The workloads room with the real local engine, and one signed-in person.
 *
 * @param nomad what `workloads.nomad` says, where there is one
 * @param home a folder that stays, and may be started in again
 */
export async function startPortal({ assetRoots = [], nomad, home } = {}) {
  const gatewayPort = await freePort();
  const shipped = path.join(root, 'catalog-info');
  const backend = await startBackend({
    entry: 'workloads/backend.ts',
    home,
    config: ({ folder }) => ({
      ...demoSignIn(),
      permission: { enabled: true },
      assets: { files: { roots: [shipped, ...assetRoots] } },
      workloads: {
        // The limit on requests is not what is measured.
        requestsPerMinute: 1_000_000,
        gateway: {
          host: '127.0.0.1',
          port: gatewayPort,
          baseUrl: `http://apps.localhost:${gatewayPort}`,
        },
        local: {
          dataDirectory: path.join(folder, 'local'),
          environmentRoots: [shipped],
          onShutdown: 'stop',
        },
        ...(nomad && { nomad }),
      },
    }),
  });
  return { ...backend, ...(await signIn(backend.url, 'olga')) };
}

/** The part of a configuration that names the one site of a Nomad. */
export const nomadAt = url => ({
  url,
  drivers: { processes: 'raw_exec' },
  logBytes: 2 * 1024 ** 2,
  regions: [{ name: 'r1', sites: [{ datacenter: 'dc-a', title: 'Nomad' }] }],
});

/** Launches with the form's defaults. */
export async function launch(api, entityRef, request = {}) {
  const form = await until(
    () => api('GET', `workloads/v1/launch-form?entityRef=${entityRef}`),
    { seconds: 30, what: `${entityRef} can be launched` },
  );
  return api('POST', 'workloads/v1/workloads', {
    entityRef,
    values: form.defaults,
    ...request,
  });
}

/** When a workload first was in a state, by the portal's own clock. */
export async function reached(api, id, state) {
  const event = await until(
    async () => {
      const { items } = await api('GET', `workloads/v1/workloads/${id}/events`);
      const failed = items.find(item => item.state === 'failed');
      if (failed) throw fatal(JSON.stringify(failed));
      return items.find(item => item.state === state);
    },
    { everyMs: 150, seconds: 120, what: `${id} is ${state}` },
  );
  return Date.parse(event.at);
}
