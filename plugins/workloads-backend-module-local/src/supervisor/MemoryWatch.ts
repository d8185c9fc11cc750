import { mebibytes } from '@astrolabe/plugin-workloads-common/resources';
import { processTable, signal, treeOf } from '../folder/processes.ts';

const INTERVAL_MS = 500;

/**
 * Keeps a task within its memory where the kernel cannot be told to: looks at
 * the tree twice a second, and ends it when it has grown too big.
 */
export class MemoryWatch {
  readonly #timer: NodeJS.Timeout;
  #evidence: string | undefined;

  constructor(root: number, limitBytes: number) {
    this.#timer = setInterval(() => {
      const tree = treeOf(processTable(), [root]);
      const used = tree.reduce((sum, row) => sum + row.rssBytes, 0);
      if (used <= limitBytes) return;
      this.#evidence ??= `It used ${mebibytes(used)} MiB of ${mebibytes(
        limitBytes,
      )} MiB.`;
      for (const row of tree) signal(row.pid, 'SIGKILL');
    }, INTERVAL_MS);
    this.#timer.unref();
  }

  /** What shows that the limit was passed, if it was. */
  get evidence(): string | undefined {
    return this.#evidence;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
