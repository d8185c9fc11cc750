import {
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import {
  deviceProgram,
  startNomadAgent,
} from '../../scripts/engines/nomad.mjs';
import { root } from '../../scripts/lib/process.mjs';
import { launchPortal, type RunningPortal } from '../support/launchPortal.mts';

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

const config = (folder: string) => `
assets:
  files:
    roots: [${path.join(root, 'catalog-info')}, ${folder}]
workloads:
  launchEngines: [nomad-r1, local]
  resyncSeconds: 2
  keptArtefacts: { bytesEach: 2097152 }
  nomad:
    url: http://127.0.0.1:${NOMAD_PORT}
    drivers: { processes: raw_exec }
    gpuDevice: nomad/file
    logBytes: 2097152
    regions:
      - name: r1
        sites:
          - { datacenter: dc-a, title: ${SITE} }
`;

export async function startSite(): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-nomad-work-'));
  await writeTool(path.join(folder, 'tools/far-desk'));
  const file = path.join(folder, 'portal.yaml');
  await writeFile(file, config(folder));
  const nomad = await startNomadAgent({
    name: 'e2e-work',
    port: NOMAD_PORT,
    extra: await oneGpu(folder),
  });
  const portal = await launchPortal({
    port: Number(new URL(inject('portalUrl')).port) + 50,
    data: path.join(folder, 'data'),
    config: file,
  });
  return {
    portal,
    url: nomad.url,
    folder,
    async stop() {
      await portal.stop();
      await nomad.stop();
      await rm(folder, { recursive: true, force: true });
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
