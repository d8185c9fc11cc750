import { setTimeout } from 'node:timers/promises';
import type { Authorizer } from '@astrolabe/http';
import {
  assetCreatePermission,
  assetEntityRef,
  assetRefreshPermission,
  type CatalogueRepository,
  type RepositoryVisibility,
} from '@astrolabe/plugin-assets-common';
import { assetNameOf } from '@astrolabe/plugin-assets-node';
import { noRepository } from '../checks/problems';
import type { ForgeRepository } from '../forges';
import { harvest } from '../harvest';
import { deedOfRegistration } from '../provenance';
import type { CallerOptions } from '../service/types';
import { checkMetadata } from './checkMetadata';
import type { Making } from './makeRepository';
import { notYours } from './problems';
import { PUBLISHED } from './PublishedSource';
import {
  isSame,
  type NewRepository,
  type RepositoryStore,
} from './RepositoryStore';
import { firstLook, harvestText, METADATA, README } from './Rereader';
import { troubles } from './troubles';

const SHOWN_MS = 5_000;
const MEND_IT = {
  nextStep:
    'Have it mended, where it can be, or keep it out of the catalogue and mend it at its forge.',
};

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

  /**
   * Before anything is made of it: what is to be a module has valid metadata.
   *
   * @throws InputError with the line and column of each problem
   */
  assertTakes(making: Making): void {
    const text = textOf(making, METADATA);
    if (!text || !isWanted(making, making.asked.to.visibility)) return;
    checkMetadata(text, METADATA, MEND_IT);
  }

  /** What would become of it. */
  async planOf(
    making: Making,
    visibility: RepositoryVisibility = making.asked.to.visibility,
  ): Promise<Entry> {
    const { asked, project } = making;
    const inCatalogue = isWanted(making, visibility);
    if (!inCatalogue && asked.to.visibility !== visibility) {
      return skipped('its forge does not show it to everybody');
    }
    if (!inCatalogue) return skipped('it was not asked for');
    if (!textOf(making, METADATA)) return skipped(`it has no ${METADATA}`);
    const name = assetNameOf(project.name);
    if (await this.#isTaken(name, making)) {
      return alreadyThere(name);
    }
    return { entityRef: assetEntityRef('module', name) };
  }

  async show(making: Making, repository: ForgeRepository): Promise<Entry> {
    const entry = await this.planOf(making, repository.visibility);
    if (entry.skipped) return entry;
    const name = assetNameOf(making.project.name);
    const { owner, url, visibility, branch } = repository;
    const row = {
      ...{ name, personRef: making.personRef, account: making.account },
      ...{ forge: making.forge.pages, forgeId: repository.id },
      ...{ owner, repository: repository.name, url, visibility, branch },
      showsPrivate: visibility === 'private',
      content: textOf(making, METADATA),
      documentation: textOf(making, README),
      harvest: harvestText(
        await harvest({
          about: repository.about ?? {},
          read: async path => textOf(making, path) || undefined,
          pageOf: path => making.forge.pageOf(repository, path),
        }),
      ),
    };
    return (await this.add(row)) ? entry : alreadyThere(name);
  }

  /** Whether it is there now; not when there is another of its name. */
  async add(row: NewRepository, dueAt = firstLook()): Promise<boolean> {
    const deed = deedOfRegistration(row);
    if (!(await this.#parts.store.put(row, { dueAt, deed }))) return false;
    await this.#parts.onChange();
    await this.#untilShown(row.name);
    return true;
  }

  /**
   * Whoever had it made may, and who may have sources read; it stays at the forge. To
   * others, one that the catalogue does not show is not there.
   */
  async remove(name: string, options: CallerOptions): Promise<void> {
    const { store, onChange, sourceOf } = this.#parts;
    const { row, may } = await this.#open(name, options);
    const isSeen = may || sourceOf(name) === PUBLISHED;
    if (!row || !isSeen) return;
    if (!may) throw notYours(name);
    await store.remove(name);
    await onChange();
  }

  /** Of whoever put it here, and of who may take it out; to others there is none. */
  async get(
    name: string,
    options: CallerOptions,
  ): Promise<CatalogueRepository> {
    const { row, mine, may } = await this.#open(name, options);
    if (!row || !may) throw noRepository(name);
    const { url, branch, visibility, trouble } = row;
    return {
      ...{ name, url, branch, visibility, mine },
      ...(trouble && { trouble: troubles[trouble] }),
    };
  }

  async #open(name: string, { credentials }: CallerOptions) {
    const { authorizer, store } = this.#parts;
    const person = await authorizer.requirePerson(
      assetCreatePermission,
      credentials,
    );
    const row = await store.get(name);
    const mine = row?.personRef === person;
    const may =
      mine || (await authorizer.allows(assetRefreshPermission, credentials));
    return { row, mine, may };
  }

  /** By another source, or another repository. */
  async #isTaken(
    name: string,
    { personRef, account, owner, project }: Making,
  ): Promise<boolean> {
    const row = await this.#parts.store.get(name);
    if (row) {
      const repository = project.name;
      return !isSame(row, { personRef, account, owner, repository });
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

/** Public ones are, unless it is said otherwise. */
function isWanted({ asked }: Making, visibility: RepositoryVisibility) {
  return asked.to.inCatalogue ?? visibility === 'public';
}

function textOf({ project }: Making, path: string): string {
  return project.files.find(file => file.path === path)?.text ?? '';
}

function alreadyThere(name: string): Entry {
  return skipped(`there is a module '${name}' here already`);
}

function skipped(reason: string): Entry {
  return { skipped: { state: 'skipped', reason } };
}
