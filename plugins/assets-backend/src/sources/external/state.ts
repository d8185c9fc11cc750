/** What is remembered of a catalogue between reads. */
export interface State {
  /** Whether what was handed over is everybody's. */
  isPublic: boolean;
  /** By address, with all that it lists: how much of it is shown can change. */
  pages: Map<string, KnownPage>;
  /** By what the catalogue calls them; the stamp is missing where not all was read. */
  entries: Map<string, KnownEntry>;
  /** How often its lists have failed, one time after the other. */
  failures: number;
  /** How often some of its entries have, since that was last let be. */
  tries: number;
}

interface KnownPage {
  etag?: string;
  ids: string[];
  next?: string;
  others?: Record<string, number>;
}

interface KnownEntry {
  name: string;
  stamp?: string;
}

/** As it is stored: a catalogue's words are no keys of objects. */
export interface StoredState {
  isPublic?: boolean;
  pages: [string, KnownPage][];
  entries: [string, KnownEntry][];
  failures: number;
  tries?: number;
}

/** What was everybody's and is not, or the other way round, is read again. */
export function readState(
  stored: StoredState | undefined,
  isPublic: boolean,
): State {
  const isAsBefore = stored?.isPublic === isPublic;
  const entries = stored?.entries.map(
    ([id, { name, stamp }]): [string, KnownEntry] => [
      id,
      isAsBefore ? { name, stamp } : { name },
    ],
  );
  return {
    isPublic,
    pages: new Map(stored?.pages),
    entries: new Map(entries),
    failures: stored?.failures ?? 0,
    tries: stored?.tries ?? 0,
  };
}

export function storedState(state: State): StoredState {
  const { pages, entries, ...rest } = state;
  return { ...rest, pages: [...pages], entries: [...entries] };
}
