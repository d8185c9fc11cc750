import {
  WORKLOADS_CHANNEL,
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
    act(() => {
      for (const signal of signals) {
        for (const [listener, channel] of this.#listeners) {
          if (channel === WORKLOADS_CHANNEL) {
            listener(signal as unknown as JsonObject);
          }
        }
      }
    });
  }
}
