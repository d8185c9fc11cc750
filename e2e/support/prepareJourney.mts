import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { root } from '../../scripts/lib/process.mjs';
import { launchPortal, type RunningPortal } from './launchPortal.mts';
import { ownPort } from './sharedPortal.mts';

/** What a journey with a portal of its own stands on. */
export interface Journey {
  /** Of its own; tools and modules that are put there are found beside the shipped ones. */
  folder: string;
  /**
   * Starts its portal.
   *
   * @param portOffset from the port of the portal that others share; each journey has another
   * @param settings of its configuration, over the embedded one
   */
  start(
    portOffset: number,
    settings: { assets?: object },
  ): Promise<RunningPortal>;
  /** Takes the folder away. */
  end(): Promise<void>;
}

export async function prepareJourney(name: string): Promise<Journey> {
  const folder = await mkdtemp(path.join(tmpdir(), `astrolabe-${name}-`));
  return {
    folder,
    async start(portOffset, settings) {
      const roots = [path.join(root, 'catalog-info'), folder];
      const config = path.join(folder, 'portal.yaml');
      const assets = { files: { roots }, ...settings.assets };
      await writeFile(config, JSON.stringify({ ...settings, assets }));
      return launchPortal({
        port: ownPort(portOffset),
        data: path.join(folder, 'data'),
        config,
      });
    },
    end: () => rm(folder, { recursive: true, force: true }),
  };
}
