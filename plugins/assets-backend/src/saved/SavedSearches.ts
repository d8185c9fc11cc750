import { refused, withAdvice, type Authorizer } from '@astrolabe/http';
import {
  assetReadPermission,
  type AssetQuery,
  type SavedSearch,
  type SavedSearchQuery,
} from '@astrolabe/plugin-assets-common';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { v7 as uuid } from 'uuid';
import type { AssetView, CallerOptions } from '../service/types';
import type { SavedRow, SavedSearchStore } from './SavedSearchStore';

/** Of one person. */
const MOST = 100;

/** How many assets a query finds, and how many of them came after an instant. */
export type CountAssets = (
  query: AssetQuery,
  since: string,
  shows?: AssetView,
) => { total: number; added: number };

/** Searches that people come back to, and what came since they looked. */
export class SavedSearches {
  readonly #store: SavedSearchStore;
  readonly #authorizer: Authorizer;
  readonly #count: CountAssets;

  constructor(parts: {
    store: SavedSearchStore;
    authorizer: Authorizer;
    count: CountAssets;
  }) {
    this.#store = parts.store;
    this.#authorizer = parts.authorizer;
    this.#count = parts.count;
  }

  async list(options: CallerOptions): Promise<SavedSearch[]> {
    const rows = await this.#store.list(await this.#person(options));
    return rows.map(row => this.#counted(row, options));
  }

  async save(
    search: { name: string; query: SavedSearchQuery },
    options: CallerOptions,
  ): Promise<SavedSearch> {
    const person = await this.#person(options);
    const name = search.name.trim();
    if ((await this.#store.count(person)) >= MOST) {
      throw refused({
        code: 'TOO_MANY_SAVED_SEARCHES',
        message: `${MOST} searches are saved`,
        cause: 'nobody may have more',
        nextStep: 'Delete one that you no longer need.',
      });
    }
    const now = new Date().toISOString();
    const row = {
      ...{ id: uuid(), name, query: search.query },
      ...{ createdAt: now, lookedAt: now },
    };
    if (!(await this.#store.add(person, row))) throw taken(name);
    return this.#counted(row, options);
  }

  async rename(
    { id, name }: { id: string; name: string },
    options: CallerOptions,
  ): Promise<void> {
    const person = await this.#person(options);
    const other = await this.#store.named(person, name.trim());
    if (other && other.id !== id) throw taken(name.trim());
    const isThere = await this.#store.change(person, id, { name: name.trim() });
    if (!isThere) throw unknown();
  }

  /** Nothing that is there now is new any more. */
  async looked(id: string, options: CallerOptions): Promise<void> {
    const person = await this.#person(options);
    const lookedAt = new Date().toISOString();
    const isThere = await this.#store.change(person, id, { lookedAt });
    if (!isThere) throw unknown();
  }

  async remove(id: string, options: CallerOptions): Promise<void> {
    await this.#store.remove(await this.#person(options), id);
  }

  #person({ credentials }: CallerOptions): Promise<string> {
    return this.#authorizer.requirePerson(assetReadPermission, credentials);
  }

  #counted(row: SavedRow, { shows }: CallerOptions): SavedSearch {
    return { ...row, ...this.#count(row.query, row.lookedAt, shows) };
  }
}

function taken(name: string): Error {
  const message = `A search '${name}' is saved already`;
  return withAdvice(new ConflictError(message), {
    code: 'SAVED_SEARCH_EXISTS',
    nextStep: 'Take another name, or delete the other one.',
    problems: [{ path: 'name', message }],
  });
}

function unknown(): Error {
  return withAdvice(new NotFoundError('There is no such saved search'), {
    code: 'SAVED_SEARCH_UNKNOWN',
    nextStep: 'Look at the list of your saved searches.',
  });
}
