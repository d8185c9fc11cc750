import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { root } from '../../scripts/lib/process.mjs';
import { ensureDebian } from '../../scripts/lib/system.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    portalUrl: string;
    gatewayPort: string;
    portalPid: number;
  }
}

const port = process.env.ASTROLABE_E2E_PORT ?? '7107';
const gatewayPort = String(Number(port) + 1);

/** Starts the portal as `npm start` does, on its own ports and data folder. */
export default async function setup(project: TestProject) {
  if (!(await ensureDebian(['chromium'], '/usr/bin/chromium'))) {
    throw new Error('Chromium is missing: install it as /usr/bin/chromium');
  }
  const data = await mkdtemp(path.join(tmpdir(), 'astrolabe-e2e-'));
  const portal = spawn(
    process.execPath,
    [path.join(root, 'scripts/bootstrap.mjs'), 'start'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        ASTROLABE_DATA: data,
        ASTROLABE_PORT: port,
        ASTROLABE_GATEWAY_PORT: gatewayPort,
      },
    },
  );
  await new Promise<void>((resolve, reject) => {
    portal.stdout.on('data', chunk => {
      process.stdout.write(chunk);
      if (String(chunk).includes('Astrolabe is ready')) resolve();
    });
    portal.on('exit', code =>
      reject(new Error(`The portal ended with ${code}`)),
    );
  });
  project.provide('portalUrl', `http://localhost:${port}`);
  project.provide('gatewayPort', gatewayPort);
  project.provide('portalPid', portal.pid!);

  return async () => {
    const ended = new Promise(resolve => portal.on('exit', resolve));
    portal.kill('SIGINT');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
}
