import { randomUUID } from 'node:crypto';
import type {
  EntryPage,
  EntryQuery,
  StorageEntry,
} from '@astrolabe/plugin-storage-common';
import { pageEnded } from '../problems';

/** So long the pages after the first one are of the same moment. */
const KEPT_MS = 2 * 60_000;
const MOST_KEPT = 200;

interface Whose {
  ownerRef: string;
  storage: string;
}

interface Kept extends Whose {
  entries: StorageEntry[];
  until: number;
}

type Order = (one: StorageEntry, other: StorageEntry) => number;

// Faster than localeCompare, which makes one for each pair.
const words = new Intl.Collator('en', { numeric: true });
const byName: Order = (one, other) => words.compare(one.name, other.name);

const orders: Record<NonNullable<EntryQuery['sort']>, Order> = {
  name: byName,
  size: (one, other) =>
    (one.bytes ?? 0) - (other.bytes ?? 0) || byName(one, other),
  changed: (one, other) =>
    (one.changedAt ?? '').localeCompare(other.changedAt ?? '') ||
    byName(one, other),
};

/**
 * Folders in pages. Storages tell of a whole folder or of nothing: what does not
 * fit into the first page is kept a while for the next ones.
 */
export class Pages {
  readonly #kept = new Map<string, Kept>();

  async page(
    whose: Whose,
    { sort = 'name', order = 'asc', limit = 1000, cursor }: EntryQuery,
    list: () => Promise<StorageEntry[]>,
  ): Promise<EntryPage> {
    const [id, start] = cursor?.split('.') ?? [];
    const from = Number(start ?? 0);
    const entries = id
      ? this.#find(id, whose)
      : sorted(await list(), orders[sort], order);
    const items = entries.slice(from, from + limit);
    const next = from + items.length;
    const page = { items, total: entries.length };
    if (next >= entries.length || items.length === 0) return page;
    return {
      ...page,
      nextCursor: `${id ?? this.#keep(whose, entries)}.${next}`,
    };
  }

  #find(id: string, { ownerRef, storage }: Whose): StorageEntry[] {
    const kept = this.#kept.get(id);
    const isTheirs = kept?.ownerRef === ownerRef && kept.storage === storage;
    if (!kept || !isTheirs || kept.until < Date.now()) throw pageEnded();
    return kept.entries;
  }

  #keep(whose: Whose, entries: StorageEntry[]): string {
    const now = Date.now();
    for (const [id, { until }] of this.#kept) {
      // The oldest first.
      if (until > now && this.#kept.size < MOST_KEPT) break;
      this.#kept.delete(id);
    }
    const id = randomUUID();
    this.#kept.set(id, { ...whose, entries, until: now + KEPT_MS });
    return id;
  }
}

/** Folders first, whatever the order. */
function sorted(
  entries: StorageEntry[],
  compare: Order,
  order: 'asc' | 'desc',
): StorageEntry[] {
  const sign = order === 'asc' ? 1 : -1;
  const rank = ({ kind }: StorageEntry) => (kind === 'folder' ? 0 : 1);
  return entries.sort(
    (one, other) => rank(one) - rank(other) || sign * compare(one, other),
  );
}
