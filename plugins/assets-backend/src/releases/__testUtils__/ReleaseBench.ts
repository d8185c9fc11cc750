import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { RegistryAccess } from '@astrolabe/plugin-accounts-node';
import {
  type ModuleReleases,
  type Release,
} from '@astrolabe/plugin-assets-common';
import knex from 'knex';
import { expect, vi } from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { startGitea } from '../../../../../scripts/engines/gitea.mjs';
import {
  ADA,
  linkedAccounts,
  secretsInMemory,
} from '../../__testUtils__/forges/accountsWith';
import { FaultyWire } from '../../__testUtils__/forges/FaultyWire';
import { wishOf } from '../../__testUtils__/forges/wishOf';
import { AssetFolder, startAssets } from '../../__testUtils__/startAssets';
import { checkedOf, RunStore } from '../../checks/RunStore';
import { RepositoryStore } from '../../publishing/RepositoryStore';
import { ZenodoServer } from './ZenodoServer';

const templates = path.resolve(__dirname, '../../../../../templates');

/** On a busy machine. */
const LONGEST_MS = 60_000;

/** The room, a real Gitea behind a wire on which things are lost, and a Zenodo of ours. */
export class ReleaseBench {
  archiveToken = 'good';
  /** What Ada has linked, where she has. */
  registryAccount: RegistryAccess | undefined;
  room!: Awaited<ReturnType<typeof startAssets>>;
  #count = 0;
  readonly #secrets = secretsInMemory();

  readonly gitea: Awaited<ReturnType<typeof startGitea>>;
  readonly wire: FaultyWire;
  readonly zenodo: ZenodoServer;
  readonly #folder: AssetFolder;
  readonly #databases: string;
  readonly #token: string;

  private constructor(parts: {
    gitea: Awaited<ReturnType<typeof startGitea>>;
    wire: FaultyWire;
    zenodo: ZenodoServer;
    folder: AssetFolder;
    databases: string;
    token: string;
  }) {
    this.gitea = parts.gitea;
    this.wire = parts.wire;
    this.zenodo = parts.zenodo;
    this.#folder = parts.folder;
    this.#databases = parts.databases;
    this.#token = parts.token;
  }

  static async start(): Promise<ReleaseBench> {
    const gitea = await startGitea();
    await gitea.addUser('ada');
    const bench = new ReleaseBench({
      gitea,
      wire: await FaultyWire.to(gitea.url),
      zenodo: await new ZenodoServer().start(),
      folder: await AssetFolder.create(),
      databases: await mkdtemp(path.join(os.tmpdir(), 'astrolabe-releases-')),
      token: await gitea.tokenFor('ada', 'write:repository,write:user'),
    });
    await bench.launch();
    return bench;
  }

  /** The portal, with the tables that it had. */
  async launch(): Promise<void> {
    const forge = () => ({
      ...{ service: 'gitea', url: this.wire.url },
      ...{ user: 'ada', token: this.#token },
    });
    const archive = () => ({
      ...{ service: 'zenodo', url: this.zenodo.url, token: this.archiveToken },
    });
    this.room = await startAssets({
      ...{ folder: this.#folder, databases: this.#databases },
      ...{ templates: [templates], isOpen: true },
      // Nothing is here that would run them.
      checks: { onPush: false },
      features: [
        linkedAccounts(forge, this.#secrets, {
          ...{ archive, registry: () => this.registryAccount },
        }),
      ],
    });
  }

  /** All is well again. */
  mend(): void {
    vi.useRealTimers();
    this.wire.mend();
    this.zenodo.fault = undefined;
    this.zenodo.listsAfterMs = 0;
    this.archiveToken = 'good';
    this.registryAccount = undefined;
  }

  async stop(): Promise<void> {
    await this.room.stop();
    await this.wire.stop();
    await this.zenodo.stop();
    await this.gitea.stop();
    await this.#folder.remove();
    await rm(this.#databases, { recursive: true, force: true });
  }

  ask(method: string, route: string, body?: object) {
    return this.gitea.ask(this.#token, method, route, body);
  }

  /** A module of Ada's, public unless said. */
  async publish(to: object = { visibility: 'public' }): Promise<string> {
    const name = `fern-${++this.#count}`;
    const { body } = await this.room.api
      .post(`${this.room.base}/repositories`)
      .set('authorization', mockCredentials.user.header(ADA))
      .set('idempotency-key', crypto.randomUUID())
      .send(wishOf(name, to))
      .expect(201);
    expect(body.entityRef).toBeDefined();
    this.wire.asked.length = 0;
    this.zenodo.asked.length = 0;
    return name;
  }

  release(
    name: string,
    wish: object,
    { key = crypto.randomUUID() as string, person = ADA } = {},
  ) {
    return this.room.api
      .post(`${this.room.base}/repositories/${name}/releases`)
      .set('authorization', mockCredentials.user.header(person))
      .set('idempotency-key', key)
      .send(wish);
  }

  async list(name: string, person = ADA): Promise<ModuleReleases> {
    const { body } = await this.room.api
      .get(`${this.room.base}/repositories/${name}/releases`)
      .set('authorization', mockCredentials.user.header(person))
      .expect(200);
    return body;
  }

  /** Asks now and then: whoever asks too often is told to wait. */
  async eventually<T>(ask: () => Promise<T>): Promise<T> {
    const end = performance.now() + LONGEST_MS;
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (performance.now() > end) throw error;
        await setTimeout(300);
      }
    }
  }

  until(name: string, state: Release['state']): Promise<Release> {
    return this.eventually(async () => {
      const [newest] = (await this.list(name)).items;
      expect([newest.state, newest.reason]).toEqual([
        state,
        state === 'done' ? undefined : expect.any(String),
      ]);
      return newest;
    });
  }

  async read(name: string, file: string, ref = 'main'): Promise<string> {
    const where = `repos/ada/${name}/contents/${file}?ref=${ref}`;
    const { content } = await this.ask('GET', where);
    return Buffer.from(content, 'base64').toString('utf8');
  }

  async change(name: string, file: string, edit: (text: string) => string) {
    const where = `repos/ada/${name}/contents/${file}`;
    const { sha, content } = await this.ask('GET', where);
    const text = edit(Buffer.from(content, 'base64').toString('utf8'));
    const message = `Change ${file} *at once*\n\nWith a body`;
    await this.ask('PUT', where, {
      ...{ sha, message, content: Buffer.from(text).toString('base64') },
    });
  }

  /** It is another person's from then on. */
  async giveTo(name: string, person_ref: string): Promise<void> {
    const db = this.#tables();
    await db('published_repositories').where({ name }).update({ person_ref });
    await db.destroy();
  }

  #tables() {
    const filename = path.join(this.#databases, 'assets.sqlite');
    return knex({
      ...{ client: 'better-sqlite3', connection: { filename } },
      useNullAsDefault: true,
    });
  }

  /** As a check of its newest commit leaves it. */
  async keepSbom(name: string, sbom: string): Promise<void> {
    const db = this.#tables();
    const [{ sha: commit }] = await this.ask(
      'GET',
      `repos/ada/${name}/commits?limit=1`,
    );
    const runs = new RunStore(db);
    const repository = (await new RepositoryStore(db).get(name))!;
    const run = await runs.add({
      ...{ name, of: checkedOf(repository), commit },
      ...{ runner: 'none', branch: 'main', cause: 'push', personRef: ADA },
      once: commit,
    });
    await runs.keep(run.id, 'sbom.cdx.json', sbom);
    await db.destroy();
  }

  /** Newest first. */
  depositsOf(name: string) {
    return this.zenodo.depositions.filter(({ metadata }) =>
      JSON.stringify(metadata.related_identifiers ?? '').includes(`/${name}"`),
    );
  }

  async commitsOf(name: string): Promise<string[]> {
    const commits: { commit: { message: string } }[] = await this.ask(
      'GET',
      `repos/ada/${name}/commits`,
    );
    return commits.map(({ commit }) => commit.message.split('\n')[0]);
  }
}
