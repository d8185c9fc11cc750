import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { row } from '../lib/table.mjs';

const WORKLOADS = process.env.BENCH_WORKLOADS ?? '1000';
const TEST =
  'plugins/workloads-backend-module-nomad/src/engine/faultRun.engines.test.ts';

/** The test of 200 workloads, with 1,000 and another seed. */
export default async function faults() {
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-faults-'));
  const report = path.join(folder, 'report.json');
  const run = spawn(
    'vitest',
    ['run', '--config', 'vitest.engines.config.mts', TEST],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        ASTROLABE_FAULT_WORKLOADS: WORKLOADS,
        ASTROLABE_FAULT_SEED: '1000',
        ASTROLABE_FAULT_REPORT: report,
      },
    },
  );
  await once(run, 'exit');
  const found = JSON.parse(await readFile(report, 'utf8'));
  await rm(folder, { recursive: true });
  const done = Object.entries(found.faults);
  return [
    {
      title: `${WORKLOADS} workloads of two portals while everything breaks`,
      unit: 'count; ms to converge',
      rows: [
        ...done.map(([what, times]) => row(what, times)),
        row('lost', found.lost.length),
        row('doubled', found.doubled.length),
        row('orphans', found.orphans.length),
        row('all as wished after', found.convergedMs),
      ],
    },
  ];
}
