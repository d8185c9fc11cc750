import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureDebian } from '../../scripts/lib/system.mjs';
import { launchPortal } from './launchPortal.mts';

declare module 'vitest' {
  interface ProvidedContext {
    portalUrl: string;
  }
}

/** The portal that the journeys share, on its own ports and data folder. */
export default async function setup(project: TestProject) {
  if (!(await ensureDebian(['chromium'], '/usr/bin/chromium'))) {
    throw new Error('Chromium is missing: install it as /usr/bin/chromium');
  }
  const data = await mkdtemp(path.join(tmpdir(), 'astrolabe-e2e-'));
  const port = Number(process.env.ASTROLABE_E2E_PORT ?? 7107);
  const portal = await launchPortal({ port, data });
  project.provide('portalUrl', portal.url);
  return async () => {
    await portal.stop();
    await rm(data, { recursive: true, force: true });
  };
}
