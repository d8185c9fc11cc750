import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { startNomadAgent } from '../../engines/nomad.mjs';
import { root } from '../../lib/process.mjs';
import { percentiles, until } from '../lib/measure.mjs';
import { row } from '../lib/table.mjs';

const TIMES = '30';
const JOBS = process.env.BENCH_JOBS ?? '2000';
const PORT = 19_800;

/** The engine on a real Nomad, against asking Nomad by hand. */
export default async function nomad() {
  const agent = await startNomadAgent({
    name: 'bench',
    port: PORT,
    extra: {
      client: {
        // More than there is: what is measured runs no processes.
        cpu_total_compute: 10_000_000,
        memory_total_mb: 10_000_000,
        disk_total_mb: 10_000_000,
        disk_free_mb: 10_000_000,
        options: { 'driver.allowlist': 'raw_exec,mock_driver' },
      },
    },
  });
  try {
    const submits = await figures(agent, 'submits', TIMES);
    const events = await figures(agent, 'events', TIMES);
    const empty = await figures(agent, 'starts', '0');
    await figures(agent, 'fill', JOBS);
    await until(async () => (await running(agent)) >= Number(JOBS), {
      everyMs: 1000,
      seconds: 600,
      what: `${JOBS} running jobs`,
    });
    const full = await figures(agent, 'starts', '0');
    const both = ({ ours, peer }) => [percentiles(ours), percentiles(peer)];
    return [
      {
        title: 'Nomad, p50 / p95',
        unit: 'ms',
        peer: 'by hand',
        rows: [
          row('submit, with its dry run', ...both(submits)),
          row('a change → told', ...both(events)),
        ],
      },
      {
        title: `A portal that starts beside ${full.running} running jobs`,
        unit: 'ms, MiB, count',
        peer: 'beside none',
        rows: [
          row('until it knows all, ms', full.readyMs, empty.readyMs),
          row('memory, MiB', full.megabytes, empty.megabytes),
          row('questions to Nomad', full.calls, empty.calls),
          row('a list afterwards (no question), ms', full.listMs),
        ],
      },
    ];
  } finally {
    await agent.stop();
  }
}

async function running({ url }) {
  const answer = await fetch(
    `${url}/v1/allocations?filter=${encodeURIComponent(
      'ClientStatus == "running"',
    )}`,
  );
  return (await answer.json()).length;
}

async function figures({ url }, what, count) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--expose-gc',
      '--require',
      path.join(
        root,
        'node_modules/@backstage/cli-node/config/nodeTransform.cjs',
      ),
      path.join(root, 'scripts/bench/workloads/nomadEngine.ts'),
      ...[what, url, count],
    ],
    { cwd: path.join(root, 'packages/backend'), maxBuffer: 64 * 1024 ** 2 },
  );
  return JSON.parse(stdout);
}
