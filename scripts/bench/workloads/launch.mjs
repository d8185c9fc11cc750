import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../../lib/process.mjs';
import { freePort } from '../../lib/freePort.mjs';
import { percentiles, until } from '../lib/measure.mjs';
import { row } from '../lib/table.mjs';
import { launch, reached, startPortal } from './portal.mjs';

const TIMES = 10;
const hello = 'catalog-info/tools/hello-web/tool.yaml';

/**
 * A page that starts at once: from submitting it to the portal until it runs
 * (it answers, and the portal knows), against starting the same program by hand
 * until it answers. The first launch, which makes the environment, is apart.
 */
export default async function launchBench() {
  const portal = await startPortal();
  try {
    const first = await throughPortal(portal.api);
    const ours = [];
    const direct = [];
    for (let i = 0; i < TIMES; i++) {
      ours.push(await throughPortal(portal.api));
      direct.push(await directly());
    }
    const [a, b] = [percentiles(ours), percentiles(direct)];
    return [
      {
        title: `Submit → running, ${TIMES} times, p50 / p95`,
        unit: 'ms',
        peer: 'started by hand',
        rows: [
          row('a page that starts at once', a, b),
          row('the very first, with its environment', Math.round(first)),
        ],
      },
    ];
  } finally {
    await portal.stop();
  }
}

async function throughPortal(api) {
  const submitted = Date.now();
  const { id } = await launch(api, 'aitool:default/hello-web');
  const running = await reached(api, id, 'running');
  await api('DELETE', `workloads/v1/workloads/${id}`);
  return running - submitted;
}

/** The same program with the same Node, without anything around it. */
async function directly() {
  const manifest = parse(await readFile(path.join(root, hello), 'utf8'));
  const [task] = manifest.spec.manifest.workload.tasks;
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-direct-'));
  const program = path.join(folder, 'server.mjs');
  await writeFile(program, task.files[0].content);
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [program], {
    stdio: 'ignore',
    env: {
      GREETING: 'Hello',
      PERSON: 'nobody',
      LISTEN_HOST: '127.0.0.1',
      LISTEN_PORT: String(port),
    },
  });
  const ended = new Promise(resolve => child.on('exit', resolve));
  await until(() => fetch(`http://127.0.0.1:${port}/`), {
    everyMs: 5,
    what: 'The program answers',
  });
  const took = performance.now() - began;
  child.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
  return took;
}
