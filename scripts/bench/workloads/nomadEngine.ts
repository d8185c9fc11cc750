/* A process of its own, so that its memory is the engine's: `nomadEngine.ts <what> <url> <count>`, figures in JSON on stdout. */
import { ConfigReader } from '@backstage/config';
import { v7 as uuid } from 'uuid';
import type { WorkloadSpec } from '../../../plugins/workloads-common/src';
import type { EngineWorkload } from '../../../plugins/workloads-node/src';
import { readNomadOptions } from '../../../plugins/workloads-backend-module-nomad/src/config';
import { NomadEngine } from '../../../plugins/workloads-backend-module-nomad/src/engine/NomadEngine';
import { buildJob } from '../../../plugins/workloads-backend-module-nomad/src/job/buildJob';

const [what, url, count] = process.argv.slice(2);
const nomad = {
  url,
  regions: [{ name: 'r1' }],
  drivers: { processes: 'raw_exec' },
  logBytes: 2 * 1024 ** 2,
};
const [options] = readNomadOptions(new ConfigReader({ workloads: { nomad } }));

const spec: WorkloadSpec = {
  tasks: [
    {
      name: 'main',
      role: 'main',
      command: ['/bin/sleep', '600'],
      env: { TITLE: 'What a person typed' },
      resources: { cpuCores: 0.01, memoryBytes: 16 * 1024 ** 2, diskBytes: 0 },
    },
  ],
  lifetime: { kind: 'service' },
};

const workload = (): EngineWorkload => ({
  id: uuid(),
  generation: 1,
  siteId: 'r1.dc-a',
  slug: 'bench',
  ownerRef: 'user:default/ada',
  title: 'Bench',
  spec,
});

const ask = (method: string, route: string, body?: unknown) =>
  fetch(`${url}/v1${route}`, { method, body: body && JSON.stringify(body) });

const now = () => performance.now();

/** A submit with its dry run, against registering the same job by hand. */
async function submits(times: number) {
  const engine = NomadEngine.create(options);
  await engine.list();
  const ours: number[] = [];
  const peer: number[] = [];
  for (let n = 0; n < times; n++) {
    const one = workload();
    let began = now();
    await engine.submit(one);
    ours.push(now() - began);
    await engine.remove(one.id);
    const job = buildJob(workload(), options, {
      datacenter: 'dc-a',
      mhzPerCore: 2000,
    });
    began = now();
    await ask('POST', '/jobs', { Job: job });
    peer.push(now() - began);
    await ask('DELETE', `/job/${job.ID}?purge=true`);
  }
  await engine.close();
  return { ours, peer };
}

/** From a change at Nomad until the engine tells of it, against a blocking question about that one job. */
async function events(times: number) {
  const engine = NomadEngine.create(options);
  await engine.list();
  let told = (_: string) => {};
  const abort = new AbortController();
  engine.watch({
    signal: abort.signal,
    onObservation: ({ state }) => told(state),
    onResync: () => {},
  });
  const ours: number[] = [];
  const peer: number[] = [];
  for (let n = 0; n < times; n++) {
    const one = workload();
    await engine.submit(one);
    const route = `/job/astrolabe-${one.id}`;
    const { headers } = await ask('GET', route);
    const index = headers.get('x-nomad-index');
    const hears = new Promise<void>(resolve => {
      told = state => /stop/.test(state) && resolve();
    });
    const asked = ask('GET', `${route}?index=${index}&wait=60s`);
    const began = now();
    await ask('DELETE', route);
    await Promise.all([
      hears.then(() => ours.push(now() - began)),
      asked.then(() => peer.push(now() - began)),
    ]);
    await engine.remove(one.id);
  }
  abort.abort();
  await engine.close();
  return { ours, peer };
}

/** What a portal costs that starts beside so many jobs. */
async function starts() {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const began = now();
  const engine = NomadEngine.create(options);
  const listed = await engine.list();
  const readyMs = now() - began;
  globalThis.gc?.();
  const result = {
    jobs: listed.length,
    running: listed.filter(({ state }) => state === 'running').length,
    readyMs: Math.round(readyMs),
    megabytes: Math.round((process.memoryUsage().rss - before) / 1024 ** 2),
    calls: [...engine.client.calls.values()].reduce((a, b) => a + b, 0),
    listMs: await engine.list().then(async () => {
      const again = now();
      await engine.list();
      return Number((now() - again).toFixed(2));
    }),
  };
  await engine.close();
  return result;
}

/** Jobs of ours that a driver without processes runs. */
async function fill(jobs: number) {
  for (let n = 0; n < jobs; n += 20) {
    await Promise.all(
      Array.from({ length: Math.min(20, jobs - n) }, async () => {
        const job = buildJob(workload(), options, {
          datacenter: 'dc-a',
          mhzPerCore: 100,
        });
        const [group] = job.TaskGroups;
        group.EphemeralDisk = { ...group.EphemeralDisk, SizeMB: 10 };
        Object.assign(group.Tasks[0], {
          Driver: 'mock_driver',
          Config: { run_for: '24h' },
          Templates: [],
          LogConfig: { Disabled: true, MaxFiles: 1, MaxFileSizeMB: 1 },
        });
        const answer = await ask('POST', '/jobs', { Job: job });
        if (!answer.ok) throw new Error(await answer.text());
      }),
    );
  }
  return {};
}

const works = { submits, events, starts, fill };
works[what as keyof typeof works](Number(count)).then(
  figures => {
    process.stdout.write(JSON.stringify(figures));
    process.exit();
  },
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
