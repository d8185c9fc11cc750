import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startNomadAgent } from '../../engines/nomad.mjs';
import { root } from '../../lib/process.mjs';
import { startCountingProxy } from '../lib/countingProxy.mjs';
import { percentiles, time, until } from '../lib/measure.mjs';
import { row } from '../lib/table.mjs';
import { launch, nomadAt, startPortal } from './portal.mjs';
import { writeTool } from './writeTool.mjs';

const Database = createRequire(
  path.join(root, 'packages/backend/package.json'),
)('better-sqlite3');
const JOBS = Number(process.env.BENCH_JOBS ?? 10_000);
const PORT = 19_840;
/** With one, each placement would look at all that runs. */
const NODES = 10;
const NOBODY = 65_534;
const SITE = 'r1.dc-a';
const MIB = 1024 ** 2;
/** Of each, as writeTool asks for it. */
const MEMORY_BYTES = 16 * MIB;
const CORES = 0.0001;

/**
 * A portal that knows 10,000 workloads starts beside the 10,000 jobs that run
 * for them. One is launched; the others are its copies, in the portal's database
 * and at Nomad, where a driver without processes runs them.
 */
export default async function manyJobs() {
  const home = await mkdtemp(path.join(tmpdir(), 'astrolabe-many-'));
  await writeTool(path.join(home, 'assets'), {
    name: 'sleeper',
    command: ['/bin/sleep', '100000'],
    lifetime: 'service',
    cpuCores: CORES,
  });
  const agent = await startNomadAgent({ name: 'many', port: PORT });
  const nodes = [];
  for (let n = 0; n < NODES; n++) nodes.push(await startNode(n));
  const proxy = await startCountingProxy(agent.url);
  const start = () =>
    startPortal({
      home,
      assetRoots: [path.join(home, 'assets')],
      nomad: nomadAt(proxy.url),
    });
  const known = async expected => {
    const before = proxy.count();
    const portal = await start();
    try {
      return await figures(portal, {
        expected,
        asked: () => proxy.count() - before,
      });
    } finally {
      await portal.stop();
    }
  };
  try {
    const first = await start();
    const { id } = await launch(first.api, 'aitool:default/sleeper', {
      siteId: SITE,
    });
    await until(() => isRunning(first.api, id), { seconds: 60, what: id });
    await first.stop();
    const alone = await known(1);
    await copy({ home, agent, id });
    const many = await known(JOBS);
    return [
      {
        title: `A portal that knows ${JOBS} workloads that run on Nomad`,
        unit: 'ms, MiB, count; p50 / p95 in ms',
        peer: 'that knows one',
        rows: [
          row(
            'from its start to its first answer',
            many.readyMs,
            alone.readyMs,
          ),
          row('until a workload is seen to run', many.seenMs, alone.seenMs),
          row('requests to Nomad until then', many.calls, alone.calls),
          row('memory a minute later', many.megabytes, alone.megabytes),
          row('the first 50 of their person', many.list, alone.list),
        ],
      },
    ];
  } finally {
    proxy.stop();
    for (const node of nodes) await node.stop();
    await agent.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** With more than there is: what is measured runs no processes. */
function startNode(n) {
  return startNomadAgent({
    name: `many-node-${n}`,
    port: PORT + 10 * (n + 1),
    server: false,
    join: `127.0.0.1:${PORT + 1}`,
    uid: NOBODY,
    extra: {
      client: {
        cpu_total_compute: 10_000_000,
        memory_total_mb: 10_000_000,
        disk_total_mb: 10_000_000,
        disk_free_mb: 10_000_000,
        options: { 'driver.allowlist': 'mock_driver' },
      },
    },
  });
}

async function isRunning(api, id) {
  const { state } = await api('GET', `workloads/v1/workloads/${id}`);
  return state === 'running';
}

/** What its site has given away says how many run: seen, not remembered. */
async function figures(portal, { expected, asked }) {
  const { api, startedAt, readyMs } = portal;
  await until(
    async () => {
      const { items } = await api('GET', 'workloads/v1/capacity');
      const { total, free } = items.find(({ siteId }) => siteId === SITE);
      const used = total.memoryBytes - free.memoryBytes;
      return used > MEMORY_BYTES * (expected - 0.5);
    },
    { everyMs: 100, seconds: 300, what: `${expected} seen` },
  );
  const seenMs = Date.now() - startedAt;
  const calls = asked();
  await pause(60_000);
  const megabytes = Math.round((await portal.rssBytes()) / MIB);
  const times = [];
  for (let n = 0; n < 30; n++) {
    times.push(await time(() => api('GET', 'workloads/v1/workloads?limit=50')));
  }
  return { readyMs, seenMs, calls, megabytes, list: percentiles(times) };
}

async function copy({ home, agent, id }) {
  const ask = async (method, route, body) => {
    const answer = await fetch(`${agent.url}/v1${route}`, {
      method,
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  const [{ ID: jobId }] = await ask('GET', '/jobs');
  const job = JSON.stringify(await ask('GET', `/job/${jobId}`));
  const database = new Database(path.join(home, 'database/workloads.sqlite'));
  const original = database
    .prepare('select * from workloads where id = ?')
    .get(id);
  const insert = database.prepare(
    `insert into workloads (${Object.keys(original)}) values (${Object.keys(
      original,
    ).map(column => `@${column}`)})`,
  );
  const copies = Array.from({ length: JOBS - 1 }, (_, n) => ({
    id: randomUUID(),
    slug: `copy-${n}`,
  }));
  const as = (text, to) =>
    text.replaceAll(id, to.id).replaceAll(original.slug, to.slug);
  database.transaction(() => {
    for (const to of copies) {
      const columns = Object.entries(original).map(([name, value]) => [
        name,
        typeof value === 'string' ? as(value, to) : value,
      ]);
      insert.run({
        ...Object.fromEntries(columns),
        idempotency_key: to.id,
      });
    }
  })();
  database.close();
  for (let n = 0; n < copies.length; n += 20) {
    if (n % 1000 === 0) console.log(`${n} registered`);
    const register = async to => {
      const Job = JSON.parse(as(job, to));
      Object.assign(Job.TaskGroups[0].Tasks[0], {
        Driver: 'mock_driver',
        Config: { run_for: '24h' },
        Templates: [],
        LogConfig: { Disabled: true, MaxFiles: 1, MaxFileSizeMB: 1 },
      });
      await ask('POST', '/jobs', { Job });
    };
    await Promise.all(copies.slice(n, n + 20).map(register));
  }
  const filter = encodeURIComponent('ClientStatus == "running"');
  await until(
    async () => {
      const { length } = await ask('GET', `/allocations?filter=${filter}`);
      console.log(`${length} run`);
      return length >= JOBS;
    },
    { everyMs: 10_000, seconds: 3600, what: `${JOBS} running jobs` },
  );
}
