import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { deviceProgram } from '../../../../scripts/engines/nomad.mjs';

const PLUGIN = 'example-device';

/** What Nomad's example of a device plugin calls the files of a folder. */
export const GPU = { device: 'nomad/file', model: 'mock' };

/** Files that Nomad takes for GPUs, where there are none. */
export class GpuFiles {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-gpus-'));

  /** @returns what an agent that has so many needs in its configuration */
  async offer(count: number) {
    const plugins = mkdtempSync(path.join(this.#folder, 'plugins-'));
    const dir = path.join(this.#folder, 'devices');
    mkdirSync(dir);
    symlinkSync(await deviceProgram(), path.join(plugins, PLUGIN));
    for (let n = 0; n < count; n++) writeFileSync(this.file(n), '');
    const config = { dir, list_period: '1s' };
    return { plugin_dir: plugins, plugin: { [PLUGIN]: { config } } };
  }

  /** One that everybody may do everything with is taken for broken. */
  file(n: number): string {
    return path.join(this.#folder, 'devices', `gpu-${n}`);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
