import { type AssetDelta } from '@astrolabe/plugin-assets-node';
import type { RepositoryServer } from '../../../datasets/__testUtils__/RepositoryServer';
import { toRecord } from '../../../ingest/toRecord';
import { ExternalSource, type ExternalConfig } from '..';

/** Reads as the room does: one read after the other, with what it remembers. */
export class Reads {
  readonly #server: RepositoryServer;
  readonly #source: ExternalSource;
  state: unknown;
  /** What is shown, by name. */
  readonly shown = new Map<string, ReturnType<typeof toRecord>>();
  /** What it said of the last read. */
  note: string | void = undefined;
  /** How many pages the portal's own database will not take. */
  refused = 0;

  constructor(
    server: RepositoryServer,
    config: ExternalConfig,
    state?: unknown,
  ) {
    this.#server = server;
    this.#source = new ExternalSource(config);
    this.state = state;
  }

  async again(): Promise<string[]> {
    this.#server.asked.length = 0;
    this.note = await this.#source.read({
      state: this.state,
      signal: AbortSignal.timeout(20_000),
      onPage: async (delta: AssetDelta, state: unknown) => {
        if (this.refused-- > 0) throw new Error('The database is away');
        this.state = JSON.parse(JSON.stringify(state));
        for (const file of delta.upserted) {
          this.shown.set(file.name, toRecord(file, this.#source.id));
        }
        delta.removed.forEach(key => this.shown.delete(key.split('/')[1]));
      },
    });
    return [...this.shown.keys()].sort();
  }

  async fails(): Promise<Error> {
    return this.again().then(
      names => new Error(`It did not fail: ${names}`),
      error => error,
    );
  }
}
