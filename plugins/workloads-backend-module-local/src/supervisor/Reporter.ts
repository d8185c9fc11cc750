import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import type { WorkloadLayout } from '../folder/layout.ts';
import { isDiskFull, readReport, writeJson } from '../folder/files.ts';
import type { Report } from '../folder/types.ts';

const RETRY_MS = 500;

/**
 * Writes `state.json`, and tells the engine that there is news. A disk without
 * room does not end what runs: the report waits, and is written when there is
 * room again.
 */
export class Reporter {
  readonly #layout: WorkloadLayout;
  #report: Report | undefined;
  #written: Report | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(layout: WorkloadLayout) {
    this.#layout = layout;
    this.#report = readReport(layout.report);
    this.#written = this.#report;
  }

  /** The last report, perhaps of an earlier supervisor. */
  get last(): Report | undefined {
    return this.#report;
  }

  /** A new generation begins: nothing of the former counts but what it left running. */
  begin(generation: number): void {
    if (this.#report?.generation === generation) return;
    this.#report = {
      generation,
      state: 'starting',
      reason: because('starting-process.starting'),
      restarts: 0,
      ports: {},
      readyPorts: [],
      leftovers: this.#report?.leftovers ?? {
        processes: [],
        cgroups: [],
        containers: false,
      },
    };
    this.#write();
  }

  update(change: Partial<Report>): void {
    if (!this.#report) throw new Error('Nothing to report on yet');
    this.#report = { ...this.#report, ...change };
    this.#write();
  }

  /** Resolves when the last word is written, or the folder is gone. */
  async flushed(): Promise<void> {
    while (this.#written !== this.#report && existsSync(this.#layout.root)) {
      await pause(RETRY_MS);
      this.#write();
    }
    clearTimeout(this.#retry);
  }

  #write(): void {
    clearTimeout(this.#retry);
    try {
      this.#writeWithReserve();
      this.#written = this.#report;
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.#retry = setTimeout(() => this.#write(), RETRY_MS);
      return;
    }
    try {
      writeFileSync(this.#layout.change, '');
    } catch {
      // Only a nudge: the engine looks by itself every second.
    }
  }

  #writeWithReserve(): void {
    try {
      writeJson(this.#layout.report, this.#report);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      rmSync(this.#layout.reserve, { force: true });
      writeJson(this.#layout.report, this.#report);
    }
  }
}
