import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { percentiles, time, until } from '../lib/measure.mjs';
import { row } from '../lib/table.mjs';
import { launch, startPortal } from './portal.mjs';

const WORKLOADS = Number(process.env.BENCH_WORKLOADS ?? 500);

// Ends as soon as it begins, so that 500 of one person are all settled.
const instant = `apiVersion: astrolabe.dev/v1alpha1
kind: AiTool
metadata: { name: instant }
spec:
  title: Instant
  summary: Ends at once.
  libraries: []
  tasks: []
  categories: []
  tags: []
  dataTypes: []
  manifest:
    form:
      type: object
      properties:
        general:
          type: object
          properties:
            title: { title: Title, type: string, default: Instant }
    workload:
      tasks:
        - name: main
          role: main
          command: ['true']
          resources: { cpuCores: 0.1, memoryBytes: 16777216, diskBytes: 0 }
      lifetime: { kind: batch }
`;

/** The list of one person who has launched 500 times, in pages as the page asks. */
export default async function list() {
  const assets = await mkdtemp(path.join(tmpdir(), 'astrolabe-instant-'));
  await mkdir(path.join(assets, 'tools/instant'), { recursive: true });
  await writeFile(path.join(assets, 'tools/instant/tool.yaml'), instant);
  const portal = await startPortal({ assetRoots: [assets] });
  try {
    await launchMany(portal.api);
    const times = {};
    for (const limit of [50, 200]) {
      times[limit] = await timesOf(portal.api, limit);
    }
    return [
      {
        title: `One person's ${WORKLOADS} workloads, p50 / p95`,
        unit: 'ms',
        peer: 'health check',
        rows: [
          row('the first 50', times[50], await floor(portal.url)),
          row('the first 200', times[200]),
        ],
      },
    ];
  } finally {
    await portal.stop();
    await rm(assets, { recursive: true, force: true });
  }
}

/** A few at a time: what is not settled counts against the person's limit. */
async function launchMany(api) {
  const lanes = Array.from({ length: 4 }, async () => {
    for (let i = 0; i < WORKLOADS / 4; i++) {
      const { id } = await launch(api, 'aitool:default/instant');
      await until(
        async () => {
          const { state } = await api('GET', `workloads/v1/workloads/${id}`);
          return ['completed', 'failed'].includes(state);
        },
        { everyMs: 500, seconds: 120, what: `${id} ends` },
      );
    }
  });
  await Promise.all(lanes);
}

async function timesOf(api, limit) {
  const times = [];
  for (let i = 0; i < 50; i++) {
    times.push(
      await time(() => api('GET', `workloads/v1/workloads?limit=${limit}`)),
    );
  }
  return percentiles(times.slice(1));
}

/** The least that a request to this process takes. */
async function floor(url) {
  const times = [];
  for (let i = 0; i < 50; i++) {
    times.push(
      await time(async () => {
        const health = `${url}/.backstage/health/v1/liveness`;
        await (await fetch(health)).text();
      }),
    );
  }
  return percentiles(times.slice(1));
}
