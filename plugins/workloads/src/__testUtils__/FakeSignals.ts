import {
  SNAPSHOTS_CHANNEL,
  WORKLOADS_CHANNEL,
  type SnapshotSignal,
  type WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import type { SignalApi } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import { act } from '@testing-library/react';

type Listener = (message: JsonObject) => void;

/** A signal connection that a test speaks through. */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Map<Listener, string>();

  subscribe<TMessage extends JsonObject = JsonObject>(
    channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    const listener = onMessage as Listener;
    this.#listeners.set(listener, channel);
    return { unsubscribe: () => this.#listeners.delete(listener) };
  }

  /** How many pages listen. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Tells all that listen, in one moment. */
  emit(...signals: WorkloadSignal[]): void {
    this.#emitOn(WORKLOADS_CHANNEL, signals);
  }

  /** The same about snapshots. */
  emitSnapshots(...signals: SnapshotSignal[]): void {
    this.#emitOn(SNAPSHOTS_CHANNEL, signals);
  }

  #emitOn(channel: string, signals: (WorkloadSignal | SnapshotSignal)[]): void {
    act(() => {
      for (const signal of signals) {
        for (const [listener, heard] of this.#listeners) {
          if (heard === channel) listener(signal as unknown as JsonObject);
        }
      }
    });
  }
}
