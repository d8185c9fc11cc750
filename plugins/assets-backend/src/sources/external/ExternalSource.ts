import { toOwnFile } from '@astrolabe/plugin-assets-common';
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
const PAGE = 50;
/** A catalogue that fails more often, one time after the other, is left alone for a while. */
const TOLERATED = 3;
const FIRST_PAUSE_MS = 10 * 60_000;
const LONGEST_PAUSE_MS = 24 * 3_600_000;
const LONGEST_NAME = 63;

/** What is remembered between reads. */
interface State {
  /** By address. */
  pages: Map<string, { etag?: string; ids: string[]; next?: string }>;
  /** By what the catalogue calls them; the stamp is missing where not all was read. */
  entries: Map<string, KnownEntry>;
  /** How often it has failed, one time after the other. */
  failures: number;
}

interface KnownEntry {
  name: string;
  stamp?: string;
}

/** As it is stored: a catalogue's words are no keys of objects. */
interface StoredState {
  pages: [string, { etag?: string; ids: string[]; next?: string }][];
  entries: [string, KnownEntry][];
  failures: number;
}

type Save = (delta?: Partial<AssetDelta>) => Promise<void>;

interface Reading {
  state: State;
  reader: CatalogueReader;
  signal: AbortSignal;
  save: Save;
  /** Ids that are listed now. */
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
  }): Promise<void> {
    const { signal, onPage } = options;
    const state = readState(options.state as StoredState | undefined);
    const save: Save = delta =>
      onPage({ upserted: [], removed: [], ...delta }, {
        pages: [...state.pages],
        entries: [...state.entries],
        failures: state.failures,
      } satisfies StoredState);
    try {
      await this.#readAll(state, { signal, save });
    } catch (error) {
      assertError(error);
      if (signal.aborted || error instanceof SourcePausedError) throw error;
      state.failures++;
      await save();
      if (state.failures <= TOLERATED) throw error;
      throw pauseAfter(state.failures, error);
    }
  }

  async #readAll(
    state: State,
    { signal, save }: { signal: AbortSignal; save: Save },
  ): Promise<void> {
    const { lists } = this.#catalogue;
    const reading: Reading = {
      ...{ state, signal, save },
      reader: new CatalogueReader(this.#config, { lists, signal }),
      listed: new Set(),
      failures: [],
    };
    for (const list of lists) await this.#readList(list, reading);
    await this.#removeOthers(reading);
    throwFailures(reading);
    state.failures = 0;
    await save();
  }

  async #readList(list: string, reading: Reading): Promise<void> {
    const { listed } = reading;
    const seen = new Set<string>();
    for (
      let address: string | undefined = list;
      address && !seen.has(address) && listed.size < this.#config.most;

    ) {
      if (new URL(address).origin !== new URL(list).origin) {
        throw new Error(`${list} goes on elsewhere, at ${address}`);
      }
      seen.add(address);
      address = await this.#readPage(address, reading);
    }
  }

  /** Answers the address of the next one. */
  async #readPage(
    address: string,
    reading: Reading,
  ): Promise<string | undefined> {
    const { state, reader, listed } = reading;
    const known = state.pages.get(address);
    // Entries that could not be read are read again, though their list is as it was.
    const isRead = known?.ids.every(id => state.entries.get(id)?.stamp);
    const answer = await reader.list(address, isRead ? known?.etag : undefined);
    if (!answer) {
      known!.ids.forEach(id => listed.add(id));
      return known!.next;
    }
    const { entries, next } = this.#catalogue.page(answer);
    if (entries.length === 0 && known && known.ids.length > 0) {
      throw new Error(
        `${address} has nothing any more, where it had ${known.ids.length}; what was read stays`,
      );
    }
    const room = this.#config.most - listed.size;
    const shown = unique(entries.filter(({ id }) => !listed.has(id))).slice(
      0,
      Math.max(room, 0),
    );
    shown.forEach(({ id }) => listed.add(id));
    await this.#readEntries(
      shown.filter(({ id, stamp }) => state.entries.get(id)?.stamp !== stamp),
      reading,
    );
    const ids = entries.map(({ id }) => id).filter(id => listed.has(id));
    state.pages.set(address, { etag: answer.etag, ids, next });
    return next;
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
      await Promise.all(Array.from({ length: CONCURRENCY }, worker));
      await save({ upserted });
    }
  }

  /** Where more of it cannot be read now, it is what the list says. */
  async #readEntry(
    entry: ExternalEntry,
    { state, reader, signal, failures }: Reading,
  ): Promise<AssetFile> {
    const name =
      state.entries.get(entry.id)?.name ?? this.#nameOf(entry, state);
    const known: KnownEntry = { name };
    state.entries.set(entry.id, known);
    let details: ExternalDetails = { spec: entry.spec };
    try {
      details = await this.#catalogue.details(entry, reader);
      known.stamp = entry.stamp;
    } catch (error) {
      assertError(error);
      signal.throwIfAborted();
      if (error instanceof SourcePausedError) throw error;
      failures.push({ id: entry.id, error });
    }
    return this.#fileOf({ name, entry, details });
  }

  #fileOf(read: {
    name: string;
    entry: ExternalEntry;
    details: ExternalDetails;
  }): AssetFile {
    const { name, entry, details } = read;
    const { kind, title } = this.#catalogue;
    return {
      ...{ kind, name },
      content: stringify(toOwnFile({ kind, name, spec: details.spec })),
      origin: {
        location: entry.page,
        catalogue: title,
        ...(entry.gated ? { gated: true } : {}),
      },
      documentation: details.documentation,
    };
  }

  /** One that no other entry has, also after it was cut to its length. */
  #nameOf(entry: ExternalEntry, { entries }: State): string {
    const whole = `${this.#config.id}-${entry.name}`;
    const name = assetNameOf(whole);
    const isTaken = [...entries.values()].some(each => each.name === name);
    if (whole.length <= LONGEST_NAME && !isTaken) return name;
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
    if (gone.length === 0) return;
    gone.forEach(([id]) => state.entries.delete(id));
    const { kind } = this.#catalogue;
    await save({ removed: gone.map(([, { name }]) => `${kind}/${name}`) });
  }
}

function readState(stored: StoredState | undefined): State {
  return {
    pages: new Map(stored?.pages),
    entries: new Map(stored?.entries),
    failures: stored?.failures ?? 0,
  };
}

function unique(entries: ExternalEntry[]): ExternalEntry[] {
  return [...new Map(entries.map(entry => [entry.id, entry])).values()];
}

function throwFailures({ failures, listed }: Reading): void {
  if (failures.length === 0) return;
  const names = failures.slice(0, 5).map(({ id }) => id);
  const [{ error }] = failures;
  throw new Error(
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
