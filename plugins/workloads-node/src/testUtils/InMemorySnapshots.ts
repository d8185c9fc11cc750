import { because } from '@astrolabe/plugin-workloads-common';
import type {
  EngineSnapshot,
  SnapshotObservation,
  SnapshotPlace,
} from '../engine';

/** Snapshots of the fake: files by path, no larger than they are told to be. */
export class InMemorySnapshots {
  readonly #kept = new Map<string, Record<string, string>>();
  readonly #leftOut = new Map<string, number>();
  readonly #removedFrom = new Map<string, string | undefined>();
  readonly #places = new Map<string, string>();
  readonly #seen = new Map<string, SnapshotObservation>();
  /** True: what is taken stays `saving` until `finish`. */
  manual = false;

  take(
    { id, workloadId, limitBytes, registryProject }: EngineSnapshot,
    files: Record<string, string>,
  ): void {
    const before = this.#seen.get(id);
    if (before && before.state !== 'failed') return;
    // Its secrets end with the workload's id.
    const clean = Object.entries(files).filter(
      ([, text]) => !text.includes(workloadId),
    );
    this.#leftOut.set(id, Object.keys(files).length - clean.length);
    this.#kept.set(id, Object.fromEntries(clean));
    this.#places.set(id, registryProject ?? 'memory');
    this.#seen.set(id, {
      snapshotId: id,
      state: 'saving',
      reason: because('saving-snapshot.files'),
      bytes: 0,
    });
    if (!this.manual) this.finish(id, { limitBytes });
  }

  finish(id: string, { limitBytes = Infinity } = {}): void {
    const files = this.#kept.get(id);
    if (!files) return;
    const bytes = sizeOf(files);
    const secrets = this.#leftOut.get(id) ?? 0;
    this.#seen.set(
      id,
      bytes > limitBytes
        ? {
            snapshotId: id,
            state: 'failed',
            reason: because('snapshot-too-large.grew', {
              room: { diskBytes: limitBytes },
            }),
          }
        : {
            snapshotId: id,
            state: 'complete',
            reason: because('snapshot-taken.complete'),
            bytes,
            place: this.#places.get(id),
            leftOut: { secrets, unreadable: 0, names: [] },
          },
    );
  }

  observe(ids: string[]): SnapshotObservation[] {
    return ids.flatMap(id => this.#seen.get(id) ?? []);
  }

  /** Where it was removed, of a community's own place. */
  removedFrom(id: string): string | undefined {
    return this.#removedFrom.get(id);
  }

  /** What a workload that is made of it begins with. */
  filesOf(id: string): Record<string, string> | undefined {
    return this.#kept.get(id);
  }

  /** As an engine does that was started anew: what was on its way is not known any more. */
  forget(id: string): void {
    this.#seen.delete(id);
  }

  remove(id: string, { registryProject }: SnapshotPlace = {}): void {
    this.#removedFrom.set(id, registryProject);
    this.#kept.delete(id);
    this.#seen.delete(id);
  }
}

export function sizeOf(files: Record<string, string>): number {
  return Object.values(files).reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    0,
  );
}
