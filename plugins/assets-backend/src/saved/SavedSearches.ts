import { refused, withAdvice, type Authorizer } from '@astrolabe/http';
import {
  assetReadPermission,
  type SavedSearch,
  type SavedSearchQuery,
} from '@astrolabe/plugin-assets-common';
import { setImmediate } from 'node:timers/promises';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { v7 as uuid } from 'uuid';
import type { AssetCounter } from '../search';
import type { CallerOptions } from '../service/types';
import type { SavedRow, SavedSearchStore } from './SavedSearchStore';

/** Of one person. */
const MOST = 50;

/** Searches that people come back to, and what came since they looked. */
export class SavedSearches {
  readonly #store: SavedSearchStore;
  readonly #authorizer: Authorizer;
  readonly #counter: AssetCounter;

  constructor(parts: {
    store: SavedSearchStore;
    authorizer: Authorizer;
    counter: AssetCounter;
  }) {
    this.#store = parts.store;
    this.#authorizer = parts.authorizer;
    this.#counter = parts.counter;
  }

  async list(options: CallerOptions): Promise<SavedSearch[]> {
    const rows = await this.#store.list(await this.#person(options));
    const counted: SavedSearch[] = [];
    for (const row of rows) {
      counted.push(this.#counted(row, options));
      // Others have their turn.
      await setImmediate();
    }
    return counted;
  }

  async save(
    search: { name: string; query: SavedSearchQuery },
    options: CallerOptions,
  ): Promise<SavedSearch> {
    const person = await this.#person(options);
    const name = search.name.trim();
    const row = {
      ...{ id: uuid(), name, query: search.query },
      createdAt: new Date().toISOString(),
      lookedSeq: this.#counter.seen,
    };
    const obstacle = await this.#store.add(person, row, MOST);
    if (obstacle === 'taken') throw taken(name);
    if (obstacle === 'full') throw tooMany();
    return this.#counted(row, options);
  }

  async rename(
    { id, name }: { id: string; name: string },
    options: CallerOptions,
  ): Promise<void> {
    const person = await this.#person(options);
    const obstacle = await this.#store.rename(person, id, name.trim());
    if (obstacle === 'taken') throw taken(name.trim());
    if (obstacle === 'unknown') throw unknown();
  }

  /** Nothing that is there now is new any more. */
  async looked(id: string, options: CallerOptions): Promise<void> {
    const person = await this.#person(options);
    const isThere = await this.#store.looked(person, id, this.#counter.seen);
    if (!isThere) throw unknown();
  }

  async remove(id: string, options: CallerOptions): Promise<void> {
    await this.#store.remove(await this.#person(options), id);
  }

  #person({ credentials }: CallerOptions): Promise<string> {
    return this.#authorizer.requirePerson(assetReadPermission, credentials);
  }

  #counted(row: SavedRow, { shows }: CallerOptions): SavedSearch {
    const { lookedSeq, ...search } = row;
    return { ...search, ...this.#counter.count(row.query, lookedSeq, shows) };
  }
}

function tooMany(): Error {
  return refused({
    code: 'TOO_MANY_SAVED_SEARCHES',
    message: `${MOST} searches are saved`,
    cause: 'nobody may have more',
    nextStep: 'Delete one that you no longer need.',
  });
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
