// Measures what docs/figures.md records: each figure beside its peer or floor,
// measured in the same run, so that a busy machine slows both.
//
//   node scripts/bench/run.mjs [name…] [--json file] [options of a benchmark]
//
//   assets [--sizes 1000,10000]   search, facets, ingest against the catalogue API,
//     [--database postgres]       on PostgreSQL instead of SQLite,
//     [--alone]                   without the catalogue, which takes an hour for 100,000
//   launch                        submit → running against starting it directly
//   list                          5 to 500 workloads of one person, here and on Nomad
//   storage                       lists, upload and download against rclone itself;
//                                 BENCH_LINE=1000: by lines of 1 Gbit/s
//   queue                         what waits is told, in a replay of 10,000 jobs
//   nomad                         lists, submits and starts on a real Nomad
//   page                          a change at Nomad until the page is told
//   many-jobs                     a portal beside 10,000 running jobs (takes long)
//   faults                        1,000 workloads while everything breaks
//   accounts                      secrets against Vault itself; the pre-flight of a launch
//   first-load [--stock]          what a browser loads first, against the stock app
//   conformance                   descriptions against the validators of their standards
//   clean-clone                   clone to portal, restart, memory (takes minutes)
//
// Without names: assets with 1,000, launch, list and first-load.
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { printTable } from './lib/table.mjs';

const benchmarks = {
  assets: () => import('./assets/bench.mjs'),
  launch: () => import('./workloads/launch.mjs'),
  list: () => import('./workloads/list.mjs'),
  storage: () => import('./storage/bench.mjs'),
  queue: () => import('./workloads/queue.mjs'),
  nomad: () => import('./workloads/nomad.mjs'),
  page: () => import('./workloads/page.mjs'),
  'many-jobs': () => import('./workloads/manyJobs.mjs'),
  faults: () => import('./workloads/faults.mjs'),
  accounts: () => import('./accounts/bench.mjs'),
  'first-load': () => import('./firstLoad.mjs'),
  conformance: () => import('./conformance.mjs'),
  'clean-clone': () => import('./cleanClone.mjs'),
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    alone: { type: 'boolean', default: false },
    database: { type: 'string', default: 'sqlite' },
    json: { type: 'string' },
    sizes: { type: 'string', default: '1000' },
    stock: { type: 'boolean', default: false },
  },
});

const names =
  positionals.length > 0
    ? positionals
    : ['assets', 'launch', 'list', 'first-load'];
const unknown = names.find(name => !(name in benchmarks));
if (unknown) {
  console.error(
    `No benchmark '${unknown}': there are ${Object.keys(benchmarks).join(
      ', ',
    )}.`,
  );
  process.exit(2);
}

const report = {
  at: new Date().toISOString(),
  machine: {
    cpu: cpus()[0].model,
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
  },
  benchmarks: [],
};

for (const name of names) {
  console.log(`\n${name} (load ${loadavg()[0].toFixed(1)})`);
  const { default: bench } = await benchmarks[name]();
  for (const result of await bench(options)) {
    report.benchmarks.push({
      name,
      loadAfter: Number(loadavg()[0].toFixed(1)),
      ...result,
    });
    printTable(result);
  }
}

if (options.json) {
  await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`\nWritten to ${options.json}`);
} else {
  console.log(`\n${JSON.stringify(report)}`);
}
