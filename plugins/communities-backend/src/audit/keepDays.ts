import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DatabaseAuditStore } from '../database';

const DAY_MS = 86_400_000;
const EVERY_MS = DAY_MS / 4;

/**
 * Removes entries that are too old, now and every few hours.
 *
 * @returns how to end that
 */
export function keepDays(
  store: DatabaseAuditStore,
  { days, logger }: { days: number; logger: LoggerService },
): () => void {
  const remove = async () => {
    const before = new Date(Date.now() - days * DAY_MS).toISOString();
    try {
      const count = await store.removeBefore(before);
      if (count > 0) logger.info(`Removed ${count} old audit entries`);
    } catch (error) {
      logger.error('Old audit entries could not be removed', error as Error);
    }
  };
  void remove();
  const timer = setInterval(() => void remove(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
