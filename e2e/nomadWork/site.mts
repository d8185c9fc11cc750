import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  deviceProgram,
  startNomadAgent,
} from '../../scripts/engines/nomad.mjs';
import { root } from '../../scripts/lib/process.mjs';
import type { RunningPortal } from '../support/launchPortal.mts';
import { nomadSites } from '../support/nomadSites.mts';
import { prepareJourney } from '../support/prepareJourney.mts';

/** Nomad's example plugin takes the files of a folder for devices. */
const PLUGIN = 'example-device';
const NOMAD_PORT = 19_800;

export const SITE = 'Site with a GPU';
export const SITE_ID = 'r1.dc-a';

/** A portal with this machine and a site of a real Nomad that has one GPU. */
export interface Site {
  portal: RunningPortal;
  /** Of Nomad. */
  url: string;
  folder: string;
  stop(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const journey = await prepareJourney('nomad-work');
  const { folder } = journey;
  await writeTool(path.join(folder, 'tools/far-desk'));
  const nomad = await startNomadAgent({
    name: 'e2e-work',
    port: NOMAD_PORT,
    extra: await oneGpu(folder),
  });
  const portal = await journey.start(50, {
    workloads: {
      launchEngines: ['nomad-r1', 'local'],
      resyncSeconds: 2,
      keptArtefacts: { bytesEach: 2 * 1024 ** 2 },
      nomad: {
        ...nomadSites(NOMAD_PORT, { 'dc-a': SITE }),
        gpuDevice: 'nomad/file',
      },
    },
  });
  return {
    portal,
    url: nomad.url,
    folder,
    async stop() {
      await portal.stop();
      await nomad.stop();
      await journey.end();
    },
  };
}

async function writeTool(folder: string): Promise<void> {
  const text = await readFile(
    path.join(root, 'e2e/nomadWork/desk.tool.yaml'),
    'utf8',
  );
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'tool.yaml'),
    text.replaceAll('[NODE,', `['${process.execPath}',`),
  );
}

async function oneGpu(folder: string) {
  const [plugins, devices] = ['plugins', 'devices'].map(name =>
    path.join(folder, name),
  );
  await mkdir(plugins);
  await mkdir(devices);
  await symlink(await deviceProgram(), path.join(plugins, PLUGIN));
  await writeFile(path.join(devices, 'gpu-0'), '');
  const settings = { dir: devices, list_period: '1s' };
  return {
    plugin_dir: plugins,
    plugin: { [PLUGIN]: { config: settings } },
  };
}
