import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startNomadAgent } from '../../engines/nomad.mjs';
import { startCountingProxy } from '../lib/countingProxy.mjs';
import { sideBySide, until } from '../lib/measure.mjs';
import { row } from '../lib/table.mjs';
import { launch, nomadAt, startPortal } from './portal.mjs';
import { writeTool } from './writeTool.mjs';

const SIZES = [5, 20, 100, 500];
const TIMES = 50;
const PORT = 19_820;

/** What one person has launched, in pages as the page asks: here, and on a real Nomad. */
export default async function list() {
  const assets = await mkdtemp(path.join(tmpdir(), 'astrolabe-instant-'));
  // It ends as soon as it begins, so that 500 of one person are all settled.
  await writeTool(assets, {
    name: 'instant',
    command: ['true'],
    lifetime: 'batch',
  });
  try {
    return [await here(assets), await onNomad(assets)];
  } finally {
    await rm(assets, { recursive: true, force: true });
  }
}

async function here(assets) {
  const portal = await startPortal({ assetRoots: [assets] });
  try {
    const rows = await rowsOf(portal, { siteId: 'local' });
    return { title: 'Lists of one person, on this machine', ...rows };
  } finally {
    await portal.stop();
  }
}

async function onNomad(assets) {
  const agent = await startNomadAgent({ name: 'bench-list', port: PORT });
  const proxy = await startCountingProxy(agent.url);
  const portal = await startPortal({
    assetRoots: [assets],
    nomad: nomadAt(proxy.url),
  });
  try {
    const rows = await rowsOf(portal, {
      siteId: 'r1.dc-a',
      calls: proxy.count,
    });
    return { title: 'Lists of one person, on Nomad', ...rows };
  } finally {
    await portal.stop();
    proxy.stop();
    await agent.stop();
  }
}

/** Every list beside a health check, turn by turn; with all requests to the engine meanwhile. */
async function rowsOf({ api, url }, { siteId, calls }) {
  const rows = [];
  const health = async () =>
    (await fetch(`${url}/.backstage/health/v1/liveness`)).text();
  let launched = 0;
  for (const size of SIZES) {
    await launchMany(api, { siteId, count: size - launched });
    launched = size;
    const before = calls?.();
    const { ours, peer } = await sideBySide(
      () => all(api, size),
      health,
      TIMES,
    );
    rows.push(row(`all ${size} of them`, ours, peer));
    if (calls) {
      const asked = calls() - before;
      rows.push(row(`requests to Nomad during ${TIMES} such lists`, asked));
    }
  }
  const { ours } = await sideBySide(
    () => page(api, { limit: 50 }),
    health,
    TIMES,
  );
  rows.push(row(`the first 50 of ${launched}`, ours));
  return { unit: 'ms, p50 / p95; count', peer: 'health check', rows };
}

/** A few at a time: what is not settled counts against the person's limit. */
async function launchMany(api, { siteId, count }) {
  let left = count;
  const lanes = Array.from({ length: 4 }, async () => {
    while (left-- > 0) {
      const { id } = await launch(api, 'aitool:default/instant', { siteId });
      await until(
        async () => {
          const { state } = await api('GET', `workloads/v1/workloads/${id}`);
          return ['completed', 'failed'].includes(state);
        },
        { everyMs: 250, seconds: 120, what: `${id} ends` },
      );
    }
  });
  await Promise.all(lanes);
}

/** Page after page, as few as there may be. */
async function all(api, size) {
  let seen = 0;
  let cursor;
  do {
    const found = await page(api, { limit: 200, ...(cursor && { cursor }) });
    seen += found.items.length;
    cursor = found.nextCursor;
  } while (cursor);
  if (seen !== size) throw new Error(`${seen} listed of ${size}`);
}

const page = (api, query) =>
  api('GET', `workloads/v1/workloads?${new URLSearchParams(query)}`);
