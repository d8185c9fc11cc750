import { setTimeout } from 'node:timers/promises';

/** Longer than what a portal had in hand waits for it when it is killed. */
const SECONDS = 90;

/** Looks seldom enough for the portal to answer. */
export async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + SECONDS * 1000; ; ) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw error;
      await setTimeout(400);
    }
  }
}
