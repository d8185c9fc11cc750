import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureDebian } from '../../scripts/lib/system.mjs';
import { launchPortal, type RunningPortal } from './launchPortal.mts';

declare module 'vitest' {
  interface ProvidedContext {
    portalUrls: string[];
  }
}

/**
 * The portals that journeys share, one for each that go on at once, on their own
 * ports and data folders: so no journey sees what another does at that time.
 */
export default async function setup(project: TestProject) {
  if (!(await ensureDebian(['chromium'], '/usr/bin/chromium'))) {
    throw new Error('Chromium is missing: install it as /usr/bin/chromium');
  }
  const data = await mkdtemp(path.join(tmpdir(), 'astrolabe-e2e-'));
  const config = path.join(data, 'journeys.yaml');
  await writeFile(config, 'assets: { openMetadata: { enabled: true } }\n');
  const first = Number(process.env.ASTROLABE_E2E_PORT ?? 7107);
  const portals: RunningPortal[] = [];
  // One after the other: what the first one builds, the second finds.
  for (let at = 0; at < project.vitest.config.maxWorkers; at++) {
    const folder = path.join(data, String(at));
    // Between the ports of journeys with a portal of their own, tens apart.
    portals.push(
      await launchPortal({ port: first + 5 * at, data: folder, config }),
    );
  }
  project.provide(
    'portalUrls',
    portals.map(({ url }) => url),
  );
  return async () => {
    await Promise.all(portals.map(portal => portal.stop()));
    await rm(data, { recursive: true, force: true });
  };
}
