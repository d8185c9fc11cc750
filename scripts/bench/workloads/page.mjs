import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { startNomadAgent } from '../../engines/nomad.mjs';
import { percentiles, until } from '../lib/measure.mjs';
import { row } from '../lib/table.mjs';
import { launch, nomadAt, startPortal } from './portal.mjs';
import { writeTool } from './writeTool.mjs';

const TIMES = 30;
const PORT = 19_860;

/**
 * From a change at Nomad, past the portal, until the socket of its owner's page
 * tells of it, against a question to Nomad that waits for this one job.
 */
export default async function page() {
  const assets = await mkdtemp(`${tmpdir()}/astrolabe-page-`);
  await writeTool(assets, {
    name: 'sleeper',
    command: ['/bin/sleep', '100000'],
    lifetime: 'service',
  });
  const agent = await startNomadAgent({ name: 'page', port: PORT });
  const portal = await startPortal({
    assetRoots: [assets],
    nomad: nomadAt(agent.url),
  });
  const told = await listen(portal);
  try {
    const times = { ours: [], peer: [] };
    for (let n = 0; n <= TIMES; n++) {
      const { ours, peer } = await endOne({ portal, agent, told });
      if (n === 0) continue;
      times.ours.push(ours);
      times.peer.push(peer);
    }
    return [
      {
        title: 'A change at Nomad, p50 / p95',
        unit: 'ms',
        peer: 'a question that waits',
        rows: [
          row(
            'until the page is told',
            percentiles(times.ours),
            percentiles(times.peer),
          ),
        ],
      },
    ];
  } finally {
    told.close();
    await portal.stop();
    await agent.stop();
    await rm(assets, { recursive: true, force: true });
  }
}

/** One run is ended at Nomad, where the portal knows nothing of it. */
async function endOne({ portal, agent, told }) {
  const { api } = portal;
  const { id } = await launch(api, 'aitool:default/sleeper', {
    siteId: 'r1.dc-a',
  });
  await told.until(id, 'running');
  const job = `${agent.url}/v1/job/astrolabe-${id}`;
  const { headers } = await fetch(job);
  const index = headers.get('x-nomad-index');
  const asked = fetch(`${job}?index=${index}&wait=60s`);
  const heard = told.until(id, 'stopped');
  const began = performance.now();
  const since = () => performance.now() - began;
  await fetch(job, { method: 'DELETE' });
  const [ours, peer] = await Promise.all([
    heard.then(since),
    asked.then(since),
  ]);
  await api('DELETE', `workloads/v1/workloads/${id}`);
  return { ours, peer };
}

/** The socket that a page listens at. The first that asks a backend for one gets no answer. */
async function listen({ url, token }) {
  const address = `${url.replace('http', 'ws')}/api/signals`;
  const connect = async () => {
    const one = new WebSocket(address, token);
    await Promise.race([once(one, 'open'), pause(2000)]);
    return one.readyState === WebSocket.OPEN && one;
  };
  const socket = await until(connect, { seconds: 30, what: 'a socket' });
  socket.send(JSON.stringify({ action: 'subscribe', channel: 'workloads' }));
  const states = new Map();
  socket.addEventListener('message', ({ data }) => {
    const { workload } = JSON.parse(data).message;
    if (workload) states.set(workload.id, workload.state);
    for (const look of [...looks]) look();
  });
  const looks = new Set();
  return {
    close: () => socket.close(),
    until: (id, state) =>
      new Promise(resolve => {
        const look = () => {
          if (states.get(id) !== state) return;
          looks.delete(look);
          resolve();
        };
        looks.add(look);
        look();
      }),
  };
}
