import type { LoggerService } from '@backstage/backend-plugin-api';
import { isoTime, type DatabaseAuditStore } from '../database';

const DAY_SECONDS = 86_400;
const EVERY_MS = (DAY_SECONDS * 1000) / 4;

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
    try {
      const count = await store.removeBefore(isoTime(-days * DAY_SECONDS));
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
