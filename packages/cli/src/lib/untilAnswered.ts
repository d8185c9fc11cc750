import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from './app';
import { exitCodes, toCliError } from './errors';

/** A lost answer is asked for again: for what has a key, and is done once with the same. */
export async function untilAnswered<T>(
  app: App,
  ask: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const { exitCode, message } = toCliError(error);
      if (exitCode !== exitCodes.unavailable || attempt === 3) throw error;
      app.note(`${message}; trying again`);
      await sleep(attempt * 500, undefined, { signal: app.signal });
    }
  }
}
