import { setTimeout } from 'node:timers/promises';
import type { Authorizer } from '@astrolabe/http';
import {
  assetCreatePermission,
  assetEntityRef,
  assetRefreshPermission,
} from '@astrolabe/plugin-assets-common';
import { assetNameOf } from '@astrolabe/plugin-assets-node';
import type { ForgeRepository } from '../forges';
import type { CallerOptions } from '../service/types';
import type { Making } from './makeRepository';
import { notYours } from './problems';
import { METADATA, PUBLISHED, README } from './PublishedSource';
import type { RepositoryStore } from './RepositoryStore';

const SHOWN_MS = 5_000;

/** What becomes of a repository in the catalogue. */
interface Entry {
  entityRef?: string;
  skipped?: { state: 'skipped'; reason: string };
}

/** Makes repositories assets: the source `published` reads them from then on. */
export class Catalogue {
  readonly #parts: {
    store: RepositoryStore;
    /** Has the source read. */
    onChange: () => Promise<unknown>;
    /** Id of the source that a module is from. */
    sourceOf: (name: string) => string | undefined;
    authorizer: Authorizer;
  };

  constructor(parts: {
    store: RepositoryStore;
    onChange: () => Promise<unknown>;
    sourceOf: (name: string) => string | undefined;
    authorizer: Authorizer;
  }) {
    this.#parts = parts;
  }

  /** What would become of it. */
  async planOf(making: Making): Promise<Entry> {
    const { asked, project } = making;
    const { visibility, inCatalogue = visibility === 'public' } = asked.to;
    if (!inCatalogue) return skipped('it was not asked for');
    if (!textOf(making, METADATA)) return skipped(`it has no ${METADATA}`);
    const name = assetNameOf(project.name);
    if (await this.#isTaken(name, making)) {
      return skipped(`there is a module '${name}' here already`);
    }
    return { entityRef: assetEntityRef('module', name) };
  }

  async show(making: Making, repository: ForgeRepository): Promise<Entry> {
    const entry = await this.planOf(making);
    if (entry.skipped) return entry;
    const name = assetNameOf(making.project.name);
    await this.#parts.store.put({
      ...{ name, personRef: making.personRef, account: making.account },
      ...{ owner: repository.owner, repository: repository.name },
      ...{ url: repository.url, visibility: repository.visibility },
      content: textOf(making, METADATA),
      documentation: textOf(making, README),
      trouble: '',
    });
    await this.#parts.onChange();
    await this.#untilShown(name);
    return entry;
  }

  /** Whoever had it made may, and who may have sources read; it stays at the forge. */
  async remove(name: string, { credentials }: CallerOptions): Promise<void> {
    const { authorizer, store, onChange } = this.#parts;
    const person = await authorizer.requirePerson(
      assetCreatePermission,
      credentials,
    );
    const row = await store.get(name);
    if (!row) return;
    const may =
      row.personRef === person ||
      (await authorizer.allows(assetRefreshPermission, credentials));
    if (!may) throw notYours(name);
    await store.remove(name);
    await onChange();
  }

  /** By another source, or another repository. */
  async #isTaken(
    name: string,
    { personRef, account, owner, project }: Making,
  ): Promise<boolean> {
    const row = await this.#parts.store.get(name);
    if (row) {
      const { repository } = row;
      const its = [row.personRef, row.account, row.owner, repository];
      const own = [personRef, account, owner, project.name];
      return its.join('\n').toLowerCase() !== own.join('\n').toLowerCase();
    }
    return this.#parts.sourceOf(name) !== undefined;
  }

  /** So that its page is there when one is told of it; on a busy machine it comes later. */
  async #untilShown(name: string): Promise<void> {
    const end = Date.now() + SHOWN_MS;
    while (this.#parts.sourceOf(name) !== PUBLISHED && Date.now() < end) {
      await setTimeout(50);
    }
  }
}

function textOf({ project }: Making, path: string): string {
  return project.files.find(file => file.path === path)?.text ?? '';
}

function skipped(reason: string): Entry {
  return { skipped: { state: 'skipped', reason } };
}
