import { setTimeout as pause } from 'node:timers/promises';

/** Tries until it holds, and fails as it did last. */
export async function until<T>(
  holds: () => Promise<T>,
  withinMs = 60_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await holds();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}
