import {
  WORKLOADS_CHANNEL,
  type WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useEffect, useRef } from 'react';

/**
 * Dispatched on `window` by the app when its signal connection is there: at first,
 * and after each break.
 *
 * @public
 */
export const SIGNALS_RECONNECTED_EVENT = 'astrolabe:signals-reconnected';

/** What a page does with what it hears. */
export interface SignalHandlers<Signal = WorkloadSignal> {
  onSignal(signal: Signal): void;
  /** Signals may have been missed: read once what you show. */
  onMayHaveMissed(): void;
}

/** Live changes of the person's workloads. */
export function useWorkloadSignals(handlers: SignalHandlers): boolean {
  return useSignals(WORKLOADS_CHANNEL, handlers);
}

/**
 * What the portal tells the person on a channel.
 *
 * It subscribes directly: `useSignal` keeps only the last message, and of two
 * that come in the same moment (two workloads that change) the first is lost.
 *
 * @returns whether this portal has signals at all
 */
export function useSignals<Signal>(
  channel: string,
  handlers: SignalHandlers<Signal>,
): boolean {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });

  useEffect(() => {
    const subscription = signals?.subscribe(channel, message =>
      latest.current.onSignal(message as unknown as Signal),
    );
    return () => subscription?.unsubscribe();
  }, [signals, channel]);

  useEffect(() => {
    const missed = () => latest.current.onMayHaveMissed();
    window.addEventListener(SIGNALS_RECONNECTED_EVENT, missed);
    window.addEventListener('online', missed);
    return () => {
      window.removeEventListener(SIGNALS_RECONNECTED_EVENT, missed);
      window.removeEventListener('online', missed);
    };
  }, []);

  return signals !== undefined;
}
