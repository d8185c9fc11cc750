const LONGEST_PAUSE_MS = 60_000;

/** Rejects with the signal's reason; never resolves. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else
      signal.addEventListener('abort', () => reject(signal.reason), {
        once: true,
      });
  });
}

/** Waits, unless aborted first. */
export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([elapsed, untilAborted(signal)]);
  } finally {
    clearTimeout(timer);
  }
}

/** The pause before the next attempt: doubled each time, a minute at most. */
export function backOff(firstMs: number, attempts: number): number {
  return Math.min(firstMs * 2 ** attempts, LONGEST_PAUSE_MS);
}
