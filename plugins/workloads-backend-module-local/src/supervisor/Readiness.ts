import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { askHealth } from './health.ts';
import { Refusal } from './refusal.ts';

const FIRST_INTERVAL_MS = 100;
const LONGEST_INTERVAL_MS = 2000;
const FAILURES_UNTIL_UNREADY = 3;
const DEFAULT_START_SECONDS = 300;

/**
 * Which ports answer. Asked often until a task first answers, then now and
 * then: one that is too busy to answer is not ready, and it is not ended for it.
 */
export class Readiness {
  readonly #onChange: (readyPorts: string[]) => void;
  readonly #ready = new Map<string, string[]>();
  readonly #waiting = new Map<string, () => void>();
  readonly #evidence = new Map<string, string>();
  #stopped = false;

  constructor(onChange: (readyPorts: string[]) => void) {
    this.#onChange = onChange;
  }

  /** Begins to ask a task that has started. */
  watch(
    task: WorkloadTask,
    ports: Record<string, number>,
  ): { stop: () => void } {
    if (!task.ports?.length) return { stop: () => undefined };
    let on = true;
    let interval = FIRST_INTERVAL_MS;
    let failures = 0;
    const ask = async () => {
      const { healthy, evidence } = await askHealth(task, ports);
      if (!on || this.#stopped) return;
      failures = healthy ? 0 : failures + 1;
      this.#evidence.set(task.name, evidence);
      if (healthy) this.#set(task, true);
      else if (failures >= FAILURES_UNTIL_UNREADY) this.#set(task, false);
      interval = Math.min(interval * 1.2, LONGEST_INTERVAL_MS);
      setTimeout(ask, interval).unref();
    };
    ask();
    return {
      stop: () => {
        on = false;
        if (!this.#stopped) this.#set(task, false);
      },
    };
  }

  /** Resolves when the task first answers. Throws a Refusal when it takes too long. */
  healthy(task: WorkloadTask): Promise<undefined> {
    const seconds = task.health?.startSeconds ?? DEFAULT_START_SECONDS;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(
          new Refusal({
            ...because('health-check-failed.silent', { seconds }),
            evidence: this.#evidence.get(task.name),
          }),
        );
      }, seconds * 1000);
      timer.unref();
      this.#waiting.set(task.name, () => {
        clearTimeout(timer);
        resolve(undefined);
      });
      if (this.#ready.has(task.name)) this.#waiting.get(task.name)!();
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#onChange([]);
  }

  #set(task: WorkloadTask, ready: boolean): void {
    if (ready) this.#waiting.get(task.name)?.();
    if (ready === this.#ready.has(task.name)) return;
    if (ready)
      this.#ready.set(
        task.name,
        (task.ports ?? []).map(port => port.name),
      );
    else this.#ready.delete(task.name);
    this.#onChange([...this.#ready.values()].flat());
  }
}
