import { toOwnFile, type AssetProblem } from '@astrolabe/plugin-assets-common';
import {
  assetNameOf,
  SourcePausedError,
  type AssetDelta,
  type AssetFile,
  type AssetSource,
} from '@astrolabe/plugin-assets-node';
import { assertError } from '@backstage/errors';
import { stringify } from 'yaml';
import { CatalogueReader } from './CatalogueReader';
import { externalCatalogues } from './catalogues';
import { readState, storedState, type State, type StoredState } from './state';
import { stampOf } from './stampOf';
import type {
  ExternalCatalogue,
  ExternalConfig,
  ExternalDetails,
  ExternalEntry,
} from './types';

/** Entries read at the same time. */
const CONCURRENCY = 4;
/** Entries handed over together. */
const PAGE = 100;
/** Of a list are remembered at most: more than can be shown. */
const LONGEST_LIST = 20_000;
/** A catalogue that fails more often, one time after the other, is left alone for a while. */
const TOLERATED = 3;
const FIRST_PAUSE_MS = 10 * 60_000;
const LONGEST_PAUSE_MS = 24 * 3_600_000;
const LONGEST_NAME = 63;

type Save = (delta?: Partial<AssetDelta>) => Promise<void>;

interface Reading {
  state: State;
  reader: CatalogueReader;
  signal: AbortSignal;
  save: Save;
  /** Names that are taken. */
  names: Set<string>;
  /** Addresses of pages that were asked for. */
  seen: Set<string>;
  /** Ids that are listed now, as many as are shown. */
  listed: Set<string>;
  failures: { id: string; error: Error }[];
}

/**
 * Assets that another catalogue publishes. They keep their origin, their names
 * begin with the catalogue's, and assets of this portal prevail over them. What
 * has not changed there is not read again; what it no longer lists goes.
 */
export class ExternalSource implements AssetSource {
  readonly id: string;
  readonly everySeconds: number;
  readonly #config: ExternalConfig;
  readonly #catalogue: ExternalCatalogue;

  constructor(config: ExternalConfig) {
    this.id = `external:${config.id}`;
    this.everySeconds = config.everySeconds;
    this.#config = config;
    this.#catalogue = externalCatalogues[config.type].of(config);
  }

  async read(options: {
    state: unknown;
    signal: AbortSignal;
    onPage(delta: AssetDelta, state: unknown): Promise<void>;
  }): Promise<string | undefined> {
    const { signal, onPage } = options;
    const { lists } = this.#catalogue;
    // What is in one's own house is not everybody's.
    const isPublic = !this.#config.allowPrivateNetwork;
    const stored = options.state as StoredState | undefined;
    const state = readState(stored, isPublic);
    let notStored: unknown;
    const reading: Reading = {
      ...{ state, signal },
      reader: new CatalogueReader(this.#config, { lists, signal }),
      save: delta =>
        onPage(
          { upserted: [], removed: [], ...delta },
          storedState(state),
        ).catch(error => {
          notStored = error;
          throw error;
        }),
      names: new Set([...state.entries.values()].map(({ name }) => name)),
      ...{ seen: new Set(), listed: new Set(), failures: [] },
    };
    try {
      await this.#readAll(reading);
    } catch (error) {
      assertError(error);
      // After what could not be stored, what is remembered is ahead of what is shown.
      const isOwnFault = signal.aborted || error === notStored;
      if (isOwnFault || error instanceof SourcePausedError) throw error;
      state.failures++;
      await reading.save();
      if (state.failures <= TOLERATED) throw error;
      throw pauseAfter(state.failures, error);
    }
    if (state.tries > 0) throw unreadEntries(reading);
    return othersOf(state, this.#catalogue);
  }

  async #readAll(reading: Reading): Promise<void> {
    const { state, listed, failures, seen } = reading;
    const { lists, title } = this.#catalogue;
    for (const list of lists) await this.#readList(list, reading);
    if (listed.size === 0) {
      throw new Error(
        `${title} has nothing of what is asked for (${lists.join(', ')})`,
      );
    }
    for (const address of state.pages.keys()) {
      if (!seen.has(address)) state.pages.delete(address);
    }
    state.failures = 0;
    // Tried again at once a few times; after that with the next read.
    state.tries = failures.length > 0 ? (state.tries + 1) % (TOLERATED + 1) : 0;
    await this.#removeOthers(reading);
  }

  async #readList(list: string, reading: Reading): Promise<void> {
    const { listed, seen } = reading;
    for (
      let address: string | undefined = list;
      address && !seen.has(address) && listed.size < this.#config.most;

    ) {
      if (new URL(address).origin !== new URL(list).origin) {
        throw new Error(`${list} goes on elsewhere, at ${address}`);
      }
      seen.add(address);
      address = await this.#readPage(address, {
        ...reading,
        isFirst: address === list,
      });
    }
  }

  /** Answers the address of the next one. */
  async #readPage(
    address: string,
    reading: Reading & { isFirst: boolean },
  ): Promise<string | undefined> {
    const { state, reader, isFirst } = reading;
    const known = state.pages.get(address);
    // Entries that could not be read are read again, though their list is as it was.
    const isRead =
      known &&
      this.#shown(known.ids, reading).every(id => state.entries.get(id)?.stamp);
    const answer = await reader.list(address, isRead ? known.etag : undefined);
    if (!answer) {
      this.#shown(known!.ids, reading).forEach(id => reading.listed.add(id));
      return known!.next;
    }
    const { entries, next, others } = this.#catalogue.page(answer);
    // Later ones become empty when others move up.
    if (isFirst && entries.length === 0 && known && known.ids.length > 0) {
      throw new Error(
        `${address} has nothing any more, where it had ${known.ids.length}; what was read stays`,
      );
    }
    const byId = new Map(entries.map(entry => [entry.id, entry]));
    const ids = [...byId.keys()].slice(0, LONGEST_LIST);
    const shown = this.#shown(ids, reading);
    shown.forEach(id => reading.listed.add(id));
    await this.#readEntries(
      shown
        .map(id => byId.get(id)!)
        .filter(({ id, stamp }) => state.entries.get(id)?.stamp !== stamp),
      reading,
    );
    state.pages.set(address, { etag: answer.etag, ids, next, others });
    return next;
  }

  /** Those that were not listed before, as many as there is room for. */
  #shown(ids: string[], { listed }: Reading): string[] {
    return ids
      .filter(id => !listed.has(id))
      .slice(0, Math.max(this.#config.most - listed.size, 0));
  }

  async #readEntries(
    entries: ExternalEntry[],
    reading: Reading,
  ): Promise<void> {
    const { signal, save } = reading;
    for (let i = 0; i < entries.length; i += PAGE) {
      const waiting = entries.slice(i, i + PAGE);
      const upserted: AssetFile[] = [];
      const worker = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          signal.throwIfAborted();
          upserted.push(await this.#readEntry(next, reading));
        }
      };
      const ends = await Promise.allSettled(
        Array.from({ length: CONCURRENCY }, worker),
      );
      signal.throwIfAborted();
      // Also what was read before a pause: with few at a time it comes to an end, too.
      await save({ upserted });
      const stopped = ends.find(end => end.status === 'rejected');
      if (stopped) throw stopped.reason;
    }
  }

  /** Where more of it cannot be read now, it is what the list says. */
  async #readEntry(
    entry: ExternalEntry,
    { state, names, reader, signal, failures }: Reading,
  ): Promise<AssetFile> {
    const name =
      state.entries.get(entry.id)?.name ?? this.#nameOf(entry, names);
    names.add(name);
    let details: ExternalDetails = { spec: entry.spec };
    let stamp: string | undefined;
    let problems: AssetProblem[] = [];
    try {
      details = await this.#catalogue.details(entry, reader);
      stamp = entry.stamp;
    } catch (error) {
      assertError(error);
      signal.throwIfAborted();
      if (error instanceof SourcePausedError) throw error;
      failures.push({ id: entry.id, error });
      problems = [unreadProblem(this.#catalogue.title, error)];
    }
    state.entries.set(entry.id, { name, stamp });
    const { isPublic } = state;
    return { ...this.#fileOf({ name, entry, details, isPublic }), problems };
  }

  #fileOf(read: {
    name: string;
    entry: ExternalEntry;
    details: ExternalDetails;
    isPublic: boolean;
  }): AssetFile {
    const { name, entry, details } = read;
    const { kind, title } = this.#catalogue;
    return {
      ...{ kind, name },
      content: stringify(toOwnFile({ kind, name, spec: details.spec })),
      isPublic: read.isPublic,
      origin: {
        location: entry.page,
        catalogue: title,
        ...(entry.gated && { gated: entry.gated }),
      },
      documentation: details.documentation,
      facts: { manifest: details.manifest },
    };
  }

  /** One that no other entry has, also after it was cut to its length. */
  #nameOf(entry: ExternalEntry, names: Set<string>): string {
    const whole = `${this.#config.id}-${entry.name}`;
    const name = assetNameOf(whole);
    if (whole.length <= LONGEST_NAME && !names.has(name)) return name;
    const mark = stampOf(entry.id)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '0');
    return assetNameOf(
      `${name.slice(0, LONGEST_NAME - 9)}-${mark.slice(0, 8)}`,
    );
  }

  /** Called when all lists were read to their ends. */
  async #removeOthers({ state, listed, save }: Reading): Promise<void> {
    const gone = [...state.entries].filter(([id]) => !listed.has(id));
    gone.forEach(([id]) => state.entries.delete(id));
    const { kind } = this.#catalogue;
    await save({ removed: gone.map(([, { name }]) => `${kind}/${name}`) });
  }
}

/** What of the catalogue is not shown, as it is of other kinds. */
function othersOf(
  { pages }: State,
  { title }: ExternalCatalogue,
): string | undefined {
  const counts = new Map<string, number>();
  for (const { others = {} } of pages.values()) {
    for (const [kind, count] of Object.entries(others)) {
      counts.set(kind, (counts.get(kind) ?? 0) + count);
    }
  }
  if (counts.size === 0) return undefined;
  const said = [...counts].map(([kind, count]) => `${count} of kind '${kind}'`);
  return `Not shown of ${title}: ${said.join(', ')}.`;
}

function unreadProblem(title: string, { message }: Error): AssetProblem {
  return {
    ...{ severity: 'warning', pointer: '', line: 1, column: 1 },
    message: `Only what the list of ${title} says is shown. More of it cannot be read: ${message}.`,
    fix: 'Look whether its files can be had there; they are asked for again with each read.',
  };
}

function unreadEntries({ failures, listed }: Reading): Error {
  const names = failures.slice(0, 5).map(({ id }) => id);
  const [{ error }] = failures;
  return new Error(
    `${failures.length} of ${
      listed.size
    } entries cannot be read whole (${names.join(', ')}): ${error.message}`,
  );
}

function pauseAfter(failures: number, error: Error): SourcePausedError {
  const ms = FIRST_PAUSE_MS * 2 ** (failures - TOLERATED - 1);
  const until = new Date(Date.now() + Math.min(ms, LONGEST_PAUSE_MS));
  return new SourcePausedError(
    `It has failed ${failures} times, and is asked again at ${until.toISOString()}. ${
      error.message
    }`,
    until,
  );
}
