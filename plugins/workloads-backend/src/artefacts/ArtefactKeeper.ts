import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  EngineFileContent,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import type { ArtefactLimits } from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';
import { keepEnded } from '../keepEnded';
import { inPieces } from '../pieces';
import { Rounds } from '../Rounds';
import { findArtefacts, openFile } from './onEngine';
import type { ArtefactCopy, ArtefactStore, NumberedArtefact } from './types';

const AT_ONCE = 20;
/** What cannot be copied is tried again ever more seldom. */
const LONGEST_REST_SECONDS = 3600;

interface ArtefactKeeperOptions {
  artefacts: ArtefactStore;
  engines: ReadonlyMap<string, WorkloadEngine>;
  logger: LoggerService;
  artefactLimits: ArtefactLimits;
  /** How often it is looked for what was missed. */
  resyncSeconds: number;
}

/**
 * Copies the artefacts of batch jobs that have ended, so that they can be read
 * when their engine has removed its files. What still has to be copied, and who
 * does it, is in the database: it may be killed anywhere, and there may be several.
 */
export class ArtefactKeeper {
  readonly #options: ArtefactKeeperOptions;
  readonly #rounds = new Rounds();

  constructor(options: ArtefactKeeperOptions) {
    this.#options = options;
  }

  start(): void {
    const { artefactLimits, resyncSeconds, logger } = this.#options;
    if (artefactLimits.bytesPerRun === 0) return;
    this.#rounds.start(
      resyncSeconds,
      () => this.#keepAll(),
      error => logger.warn('Could not keep artefacts', error),
    );
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Something has ended. */
  look(): void {
    this.#rounds.wake();
  }

  #keepAll(): Promise<number | undefined> {
    const { artefacts } = this.#options;
    return keepEnded({
      ...this.#options,
      rounds: this.#rounds,
      what: 'artefacts',
      atOnce: AT_ONCE,
      listUnkept: (engine, limit) => artefacts.listUnkept(engine, limit),
      keep: (engine, record) => this.#take(engine, record),
    });
  }

  async #take(engine: WorkloadEngine, record: WorkloadRecord): Promise<void> {
    const { artefacts } = this.#options;
    const copy = await artefacts.take(record);
    if (!copy) return;
    try {
      await this.#keep(engine, record, copy);
    } catch (error) {
      await artefacts.giveBack(copy, this.#restAfter(copy));
      throw error;
    }
  }

  async #keep(
    engine: WorkloadEngine,
    record: WorkloadRecord,
    copy: ArtefactCopy,
  ): Promise<void> {
    const { artefacts, artefactLimits } = this.#options;
    const found = await findArtefacts(engine, record.id);
    if (!found) {
      await artefacts.finishWithout(copy);
      return;
    }
    for (const file of await artefacts.begin(copy, found, artefactLimits)) {
      const opened = await openFile(engine, record.id, file.path);
      // It is kept whole, as it was listed, or not at all.
      if (
        opened?.bytes !== file.bytes ||
        !(await this.#copy(copy, file, opened))
      ) {
        await artefacts.leaveOut(copy, file.number, 'unreadable');
      }
    }
    await artefacts.finish(copy, found);
  }

  /** @returns whether there was as much as there should be */
  async #copy(
    copy: ArtefactCopy,
    { number, bytes: expected }: NumberedArtefact,
    { content }: EngineFileContent,
  ): Promise<boolean> {
    let start = 0;
    for await (const bytes of inPieces(content)) {
      if (this.#rounds.isOver) throw new Error('The portal stops');
      if (start + bytes.length > expected) return false;
      await this.#options.artefacts.add(copy, { number, start, bytes });
      start += bytes.length;
    }
    return start === expected;
  }

  /** Nothing is wrong when the portal stops: the next may go on at once. */
  #restAfter({ tries }: ArtefactCopy): number {
    if (this.#rounds.isOver) return 0;
    const growing = this.#options.resyncSeconds * 2 ** (tries - 1);
    return Math.min(growing, LONGEST_REST_SECONDS);
  }
}
