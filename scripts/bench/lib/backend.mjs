import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { freePort } from '../../lib/freePort.mjs';
import { root, runQuietly } from '../../lib/process.mjs';
import { fatal, until } from './measure.mjs';

/**
 * Starts a backend of some features on a port of its own, with databases in
 * write-ahead mode as `npm start` makes them, in a folder that goes with it.
 *
 * @param home a folder that stays, and may be started in again
 */
export async function startBackend({ entry, config, env = {}, home }) {
  const folder =
    home ?? (await mkdtemp(path.join(tmpdir(), 'astrolabe-bench-')));
  const port = await freePort();
  const databases = path.join(folder, 'database');
  await mkdir(databases, { recursive: true });
  await runQuietly(
    ['node', path.join(root, 'scripts/lib/wal.cjs'), databases],
    { cwd: root },
  );
  const url = `http://localhost:${port}`;
  await writeFile(path.join(folder, 'package.json'), '{"name":"bench"}');
  const file = path.join(folder, 'app-config.yaml');
  await writeFile(
    file,
    stringify(configuration({ url, port, databases, config, folder })),
  );

  const backend = spawn(
    process.execPath,
    [
      '--require',
      path.join(
        root,
        'node_modules/@backstage/cli-node/config/nodeTransform.cjs',
      ),
      path.join(root, 'scripts/bench', entry),
      '--config',
      file,
    ],
    {
      // In its own folder: elsewhere Backstage first reads the configuration
      // schemas of the whole checkout, which is nothing that we measure.
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        LOG_LEVEL: 'warn',
        ...env,
      },
    },
  );
  let output = '';
  const keep = chunk => {
    output = (output + chunk).slice(-8000);
  };
  backend.stdout.on('data', keep);
  backend.stderr.on('data', keep);
  const ended = new Promise(resolve => backend.on('exit', resolve));
  const stop = async () => {
    backend.kill('SIGTERM');
    await ended;
    if (!home) await rm(folder, { recursive: true, force: true });
  };
  const began = Date.now();
  await until(
    async () => {
      // A backend that failed to start may stay, doing nothing.
      const failed = output.includes('Backend startup failed');
      if (failed || backend.exitCode !== null) {
        throw fatal(`The backend ended:\n${output}`);
      }
      const health = `${url}/.backstage/health/v1/readiness`;
      return (await fetch(health)).ok;
    },
    { seconds: 60, what: 'The backend is ready' },
  ).catch(async error => {
    await stop();
    throw new Error(`It did not start:\n${output}`, { cause: error });
  });
  return {
    url,
    folder,
    startedAt: began,
    readyMs: Date.now() - began,
    output: () => output,
    rssBytes: () => rssBytes(backend.pid),
    stop,
  };
}

/** Tokens of programs that call, each with limits of its own. */
export const benchTokens = Array.from(
  { length: 9 },
  (_, i) => `astrolabe-benchmark-token-${i}`,
);

function configuration({ url, port, databases, config, folder }) {
  const extra = typeof config === 'function' ? config({ folder }) : config;
  return {
    app: { baseUrl: url },
    ...extra,
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'better-sqlite3',
        connection: { directory: databases },
      },
      auth: {
        externalAccess: benchTokens.map((token, i) => ({
          type: 'static',
          options: { token, subject: `benchmark-${i}` },
        })),
      },
      ...extra?.backend,
    },
  };
}

async function rssBytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}
