import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { root } from '../../scripts/lib/process.mjs';
import { launchPortal, type RunningPortal } from './launchPortal.mts';

/** What a journey with a portal of its own stands on. */
export interface Journey {
  /** Of its own; tools and modules that are put there are found beside the shipped ones. */
  folder: string;
  /**
   * Starts its portal.
   *
   * @param portOffset from the port of the portal that others share; each journey has another
   * @param workloads the room's part of its configuration
   */
  start(portOffset: number, workloads: object): Promise<RunningPortal>;
  /** Takes the folder away. */
  end(): Promise<void>;
}

export async function prepareJourney(name: string): Promise<Journey> {
  const folder = await mkdtemp(path.join(tmpdir(), `astrolabe-${name}-`));
  return {
    folder,
    async start(portOffset, workloads) {
      const roots = [path.join(root, 'catalog-info'), folder];
      const config = path.join(folder, 'portal.yaml');
      const settings = { assets: { files: { roots } }, workloads };
      await writeFile(config, JSON.stringify(settings));
      return launchPortal({
        port: Number(new URL(inject('portalUrl')).port) + portOffset,
        data: path.join(folder, 'data'),
        config,
      });
    },
    end: () => rm(folder, { recursive: true, force: true }),
  };
}
