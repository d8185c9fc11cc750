import { setTimeout as pause } from 'node:timers/promises';
import type { WorkloadUsage } from '@astrolabe/plugin-workloads-node';
import { processTable, type ProcessRow } from '../../folder/processes';
import type { Report, Wish } from '../../folder/types';
import { DiskLooks } from './DiskLooks';
import { readContainers } from './readContainers';
import { readProcesses } from './readProcesses';
import { addUp, type Reading } from './reading';

/** The kernel's clock has 100 ticks a second: less time than this says little. */
const SHORTEST_MS = 500;
/** What was read longer ago says nothing of now. */
const LONGEST_MS = 10 * 60_000;

/** A workload that runs now. */
export interface Running {
  wish: Wish;
  report: Report;
  /** Whose files are its own. */
  folders: string[];
}

interface Measured extends Reading {
  generation: number;
  at: number;
}

/**
 * Measures what workloads use on this machine. The kernel counts the time of
 * processors that they had; how many cores that is shows who reads it twice.
 */
export class UsageMeter {
  readonly #last = new Map<string, Measured>();
  readonly #disk = new DiskLooks();

  async measure(running: Running[]): Promise<WorkloadUsage[]> {
    const fresh = running.filter(({ wish }) => !this.#before(wish));
    if (fresh.length > 0) {
      await this.#readAll(fresh, () => {});
      await pause(SHORTEST_MS);
    }
    const usages: WorkloadUsage[] = [];
    await this.#readAll(running, ({ wish, folders }, before, now) => {
      const { id, generation } = wish.workload;
      usages.push({
        workloadId: id,
        generation,
        cpuCores: coresBetween(before, now),
        memoryBytes: now.memoryBytes,
        diskBytes: this.#disk.of(id, folders),
      });
    });
    return usages;
  }

  /** Forgets all others. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#last.keys()) if (!ids.has(id)) this.#last.delete(id);
    this.#disk.keepOnly(ids);
  }

  #before({ workload }: Wish): Measured | undefined {
    const last = this.#last.get(workload.id);
    const isOfNow =
      last?.generation === workload.generation &&
      Date.now() - last.at < LONGEST_MS;
    return isOfNow ? last : undefined;
  }

  async #readAll(
    running: Running[],
    say: (one: Running, before: Measured | undefined, now: Measured) => void,
  ): Promise<void> {
    const table = processTable();
    for (const one of running) {
      const { id, generation } = one.wish.workload;
      const before = this.#before(one.wish);
      const reading = await readOne(one, table);
      if (!reading) continue;
      const now = { ...reading, generation, at: Date.now() };
      this.#last.set(id, now);
      say(one, before, now);
    }
  }
}

/** All its tasks together; nothing, when none of them is there any more. */
async function readOne(
  { wish, report }: Running,
  table: ProcessRow[],
): Promise<Reading | undefined> {
  const { leftovers } = report;
  const readings = [
    ...readProcesses(leftovers, table),
    ...(leftovers.containers ? await readContainers(wish) : []),
  ];
  return readings.length > 0 ? addUp(readings) : undefined;
}

function coresBetween(
  before: Measured | undefined,
  now: Measured,
): number | undefined {
  if (before?.cpuSeconds === undefined || now.cpuSeconds === undefined) {
    return undefined;
  }
  const seconds = (now.at - before.at) / 1000;
  // What has ended took its time with it.
  const used = Math.max(0, now.cpuSeconds - before.cpuSeconds);
  return seconds > 0 ? used / seconds : undefined;
}
