import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { imageVerifier } from '../../../../../scripts/engines/imageVerifier.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { Podman } from '../../../../../scripts/engines/podman.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import {
  ROBOT,
  startRegistry,
} from '../../../../../scripts/engines/registry.mjs';

type Started = Awaited<ReturnType<typeof startRegistry>>;

/** A real registry that lets in who has an account, and a Podman that puts images there. */
export class ImageBench {
  readonly host: string;
  /** The same to look at, for everybody. */
  readonly mirror: string;
  readonly #folder: string;
  readonly #podman: Podman;
  readonly #stop: () => Promise<void>;

  private constructor(parts: {
    folder: string;
    podman: Podman;
    registry: Started;
    mirror: Started;
  }) {
    this.host = parts.registry.host;
    this.#folder = parts.folder;
    this.#podman = parts.podman;
    this.mirror = parts.mirror.host;
    this.#stop = async () => {
      await parts.mirror.stop();
      await parts.registry.stop();
    };
  }

  static async start(): Promise<ImageBench> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'astrolabe-images-'));
    const podman = new Podman(folder);
    await podman.configure();
    const kept = path.join(folder, 'registry');
    const registry = await startRegistry(kept, { asks: true });
    const mirror = await startRegistry(kept, { isReadOnly: true });
    // Signatures are beside their images there.
    const places = path.join(folder, 'registries.d');
    const isBeside = { 'use-sigstore-attachments': true };
    await mkdir(places, { recursive: true });
    await writeFile(
      path.join(places, 'tests.yaml'),
      JSON.stringify({ docker: { [registry.host]: isBeside } }),
    );
    return new ImageBench({ folder, podman, registry, mirror });
  }

  /** Ada's, where she has linked it. */
  get account() {
    const { username: user, password } = ROBOT;
    return { url: `http://${this.host}`, user, password };
  }

  /** Makes an image and puts it there, as a CI does. */
  async push(
    reference: string,
    text: string,
    { revision = '' } = {},
  ): Promise<void> {
    const file = path.join(this.#folder, 'content.tar');
    await writeFile(path.join(this.#folder, 'content'), text);
    this.#tar(file);
    const label = `LABEL org.opencontainers.image.revision=${revision}`;
    const change = revision ? ['--change', label] : [];
    this.#podman.run('import', '--quiet', ...change, file, reference);
    this.#podman.run(
      'push',
      '--quiet',
      ...['--creds', `${ROBOT.username}:${ROBOT.password}`],
      reference,
    );
    this.#podman.run('rmi', '--force', reference);
  }

  /** What somebody else's program says that believes this key alone. */
  async verify(reference: string, publicKey: string): Promise<string> {
    const inside = (name: string) => path.join(this.#folder, name);
    const key = { type: 'sigstoreSigned', keyPath: inside('key.pem') };
    const docker = { [this.host]: [key] };
    const policy = { default: [{ type: 'reject' }], transports: { docker } };
    await writeFile(inside('key.pem'), publicKey);
    await writeFile(inside('policy.json'), JSON.stringify(policy));
    const { user, password } = this.account;
    const env = { REGISTRY_USER: user, REGISTRY_PASSWORD: password };
    const asked = [reference, inside('policy.json'), inside('registries.d')];
    const { stdout } = spawnSync(await imageVerifier(), asked, {
      ...{ env, encoding: 'utf8' },
    });
    return stdout.trim();
  }

  async digestOf(repository: string, tag: string): Promise<string> {
    const { headers } = await this.#manifest(repository, tag);
    return headers.get('docker-content-digest')!;
  }

  /** Puts a manifest of one tag under another, as who forges one does. */
  async copyTag(repository: string, tags: { from: string; to: string }) {
    const found = await this.#manifest(repository, tags.from);
    const body = await found.text();
    await this.#manifest(repository, tags.to, { method: 'PUT', body });
  }

  #manifest(repository: string, tag: string, init: RequestInit = {}) {
    const { user, password } = this.account;
    const pair = Buffer.from(`${user}:${password}`).toString('base64');
    const type = 'application/vnd.oci.image.manifest.v1+json';
    const at = `http://${this.host}/v2/${repository}/manifests/${tag}`;
    const authorization = `Basic ${pair}`;
    const headers = { authorization, accept: type, 'content-type': type };
    return fetch(at, { ...init, headers });
  }

  async stop(): Promise<void> {
    await this.#stop();
    await this.#podman.remove();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #tar(file: string): void {
    execFileSync('/usr/bin/tar', ['-C', this.#folder, '-cf', file, 'content']);
  }
}
