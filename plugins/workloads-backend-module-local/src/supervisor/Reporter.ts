import { rmSync, writeFileSync } from 'node:fs';
import type { WorkloadLayout } from '../folder/layout.ts';
import { isCode, readJson, writeJson } from '../folder/files.ts';
import type { Report } from '../folder/types.ts';

/** Writes `state.json`, and tells the engine that there is news. */
export class Reporter {
  readonly #layout: WorkloadLayout;
  #report: Report | undefined;

  constructor(layout: WorkloadLayout) {
    this.#layout = layout;
    this.#report = readJson<Report>(layout.report);
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
      reason: { code: 'starting-process', message: 'It is being started.' },
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

  #write(): void {
    try {
      writeJson(this.#layout.report, this.#report);
    } catch (error) {
      if (!isCode(error, 'ENOSPC')) throw error;
      rmSync(this.#layout.reserve, { force: true });
      writeJson(this.#layout.report, this.#report);
    }
    try {
      writeFileSync(this.#layout.change, '');
    } catch {
      // Only a nudge: the engine looks by itself every second.
    }
  }
}
