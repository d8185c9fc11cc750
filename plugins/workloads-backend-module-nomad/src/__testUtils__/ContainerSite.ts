import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CATALOG_INFO } from '@astrolabe/plugin-workloads-node/testUtils';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startImages } from '../../../../scripts/engines/images.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { Podman } from '../../../../scripts/engines/podman.mjs';
import type { NomadEngine } from '../engine/NomadEngine';
import { NomadSetup } from './NomadSetup';

/** Powers that Nomad's Docker driver lets jobs have anyway. */
const ALLOWED = [
  ...['audit_write', 'chown', 'dac_override', 'fowner', 'fsetid', 'kill'],
  ...['mknod', 'net_bind_service', 'setfcap', 'setgid', 'setpcap', 'setuid'],
  'sys_chroot',
];

/**
 * A site that runs containers alone, with images of environments. Containers
 * reach each other, and what a test offers, at the address of their node.
 */
export class ContainerSite {
  /** Of the node. */
  readonly address: string;
  setup!: NomadSetup;
  readonly #device: string;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-podman-'));
  readonly #shared = path.join(this.#folder, 'shared');
  readonly podman = new Podman(this.#folder);
  #images: Awaited<ReturnType<typeof startImages>> | undefined;
  #isLinked = false;
  #isShared = false;

  /** @param number - of 1 to 250, another for each site of a machine */
  constructor(number: number) {
    this.#device = `astro${number}`;
    this.address = `10.203.${number}.1`;
  }

  /** @param environments - whose images are needed, such as `tools/hello-web` */
  async start(environments: string[]): Promise<void> {
    await this.podman.configure();
    this.#images = await startImages();
    await this.#images.build(['--registry', this.registry, ...environments]);
    await this.podman.serve();
    this.#link();
    const docker = {
      endpoint: `unix://${this.podman.socketPath}`,
      gc: { image: false },
      allow_caps: [...ALLOWED, 'sys_admin'],
    };
    this.#share();
    this.setup = await NomadSetup.start({
      parent: this.#shared,
      extra: {
        client: { network_interface: this.#device },
        plugin: { docker: { config: docker } },
      },
    });
  }

  engine(overrides: Record<string, unknown> = {}): NomadEngine {
    const environments = { registry: this.registry, roots: [CATALOG_INFO] };
    const site = { drivers: {}, environments, mounts: true };
    return this.setup.engine({ ...site, ...overrides });
  }

  get registry(): string {
    return `${this.#images!.host}/astrolabe`;
  }

  async stop(): Promise<void> {
    await this.setup?.dispose();
    await this.podman.remove();
    await this.#images?.stop();
    if (this.#isLinked) ip('link', 'delete', this.#device);
    if (this.#isShared) run('umount', '-l', this.#shared);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What is mounted by one container is seen by others, as usual on nodes. */
  #share(): void {
    mkdirSync(this.#shared);
    run('mount', '--bind', this.#shared, this.#shared);
    this.#isShared = true;
    run('mount', '--make-rshared', this.#shared);
  }

  /** Of this machine alone. */
  #link(): void {
    ip('link', 'add', this.#device, 'type', 'bridge');
    this.#isLinked = true;
    ip('address', 'add', `${this.address}/32`, 'dev', this.#device);
    ip('link', 'set', this.#device, 'up');
  }
}

function ip(...args: string[]): void {
  run('ip', ...args);
}

function run(program: string, ...args: string[]): void {
  execFileSync(program, args);
}
