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
import {
  kindOf,
  repositoryKinds,
  type RepositoryKind,
  type RepositoryKindId,
} from './kinds';
import { firstLook, harvestText, README } from './Rereader';
import { troublesOf } from './troubles';

const SHOWN_MS = 5_000;
const FILES = repositoryKinds.map(({ file }) => file).join(' or ');
const MEND_IT = {
  nextStep:
    'Have it mended, where it can be, or keep it out of the catalogue and mend it at its forge.',
};

/** What becomes of a repository in the catalogue. */
interface Entry {
  entityRef?: string;
  /** Absent where it is skipped. */
  kind?: RepositoryKind;
  skipped?: { state: 'skipped'; reason: string };
}

/** Id of the source that an asset of the catalogue is from. */
export type SourceOf = (
  name: string,
  kind: RepositoryKindId,
) => string | undefined;

/** Makes repositories assets: the source `published` reads them from then on. */
export class Catalogue {
  readonly #parts: {
    store: RepositoryStore;
    /** Has the source read. */
    onChange: () => Promise<unknown>;
    sourceOf: SourceOf;
    authorizer: Authorizer;
  };

  constructor(parts: {
    store: RepositoryStore;
    onChange: () => Promise<unknown>;
    sourceOf: SourceOf;
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
    const kind = kindIn(making);
    if (!kind || !isWanted(making, making.asked.to.visibility)) return;
    const name = assetNameOf(making.project.name);
    const of = { kind, where: kind.file, name };
    checkMetadata(textOf(making, kind.file), of, MEND_IT);
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
    const kind = kindIn(making);
    if (!kind) return skipped(`it has no ${FILES}`);
    const name = assetNameOf(project.name);
    if (await this.#isTaken(name, kind, making)) {
      return alreadyThere(name, kind);
    }
    return { entityRef: assetEntityRef(kind.id, name), kind };
  }

  async show(making: Making, repository: ForgeRepository): Promise<Entry> {
    const entry = await this.planOf(making, repository.visibility);
    const { kind } = entry;
    if (!kind) return entry;
    const name = assetNameOf(making.project.name);
    const { owner, url, visibility, branch } = repository;
    const row = {
      ...{ name, kind: kind.id },
      ...{ personRef: making.personRef, account: making.account },
      ...{ forge: making.forge.pages, forgeId: repository.id },
      ...{ owner, repository: repository.name, url, visibility, branch },
      showsPrivate: visibility === 'private',
      content: textOf(making, kind.file),
      documentation: textOf(making, README),
      harvest: harvestText(
        await harvest({
          about: repository.about ?? {},
          read: async path => textOf(making, path) || undefined,
          pageOf: path => making.forge.pageOf(repository, path),
        }),
      ),
    };
    // Which commit a tool is of is not known before it is read.
    const dueAt = kind.id === 'tool' ? new Date().toISOString() : undefined;
    return (await this.add(row, dueAt)) ? entry : alreadyThere(name, kind);
  }

  /** Whether it is there now; not when there is another of its name. */
  async add(row: NewRepository, dueAt = firstLook()): Promise<boolean> {
    const deed = deedOfRegistration(row);
    if (!(await this.#parts.store.put(row, { dueAt, deed }))) return false;
    await this.#parts.onChange();
    await this.#untilShown(row);
    return true;
  }

  /**
   * Whoever had it made may, and who may have sources read; it stays at the forge. To
   * others, one that the catalogue does not show is not there.
   */
  async remove(name: string, options: CallerOptions): Promise<void> {
    const { store, onChange, sourceOf } = this.#parts;
    const { row, may } = await this.#open(name, options);
    const isSeen = may || (row && sourceOf(name, row.kind) === PUBLISHED);
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
    const { kind, url, branch, visibility, trouble } = row;
    return {
      ...{ name, url, branch, visibility, mine },
      ...(trouble && { trouble: troublesOf(kindOf(kind))[trouble] }),
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
    { id: kind }: RepositoryKind,
    { personRef, account, owner, project }: Making,
  ): Promise<boolean> {
    const row = await this.#parts.store.get(name);
    if (row) {
      const repository = project.name;
      return !isSame(row, { personRef, account, owner, repository });
    }
    return this.#parts.sourceOf(name, kind) !== undefined;
  }

  /** So that its page is there when one is told of it; on a busy machine it comes later. */
  async #untilShown({
    name,
    kind,
  }: Pick<NewRepository, 'name' | 'kind'>): Promise<void> {
    const end = Date.now() + SHOWN_MS;
    const { sourceOf } = this.#parts;
    while (sourceOf(name, kind) !== PUBLISHED && Date.now() < end) {
      await setTimeout(50);
    }
  }
}

/** Public ones are, unless it is said otherwise. */
function isWanted({ asked }: Making, visibility: RepositoryVisibility) {
  return asked.to.inCatalogue ?? visibility === 'public';
}

/** What it would be here; undefined: nothing. */
function kindIn(making: Making): RepositoryKind | undefined {
  return repositoryKinds.find(({ file }) => textOf(making, file));
}

/** Nothing where it is no text. */
function textOf({ project }: Making, path: string): string {
  const file = project.files.find(each => each.path === path);
  return file && !file.encoding ? file.text : '';
}

function alreadyThere(name: string, { id }: RepositoryKind): Entry {
  return skipped(`there is a ${id} '${name}' here already`);
}

function skipped(reason: string): Entry {
  return { skipped: { state: 'skipped', reason } };
}
