import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  DEFAULT_KEEP_DAYS,
  type CommunityDirectory,
} from '@astrolabe/plugin-communities-common';
import type { DatabasePageViewStore } from '../database';

const EVERY_MS = 6 * 3_600_000;

/** Forgets counts when their community has kept them long enough, now and every few hours. */
export function keepPageViews(
  pageViews: DatabasePageViewStore,
  options: {
    communities: CommunityDirectory;
    lifecycle: LifecycleService;
    logger: LoggerService;
  },
): void {
  const { communities, lifecycle, logger } = options;
  const forget = async () => {
    try {
      for (const { id, analytics } of communities.list()) {
        await pageViews.forget(id, analytics?.keepDays ?? DEFAULT_KEEP_DAYS);
      }
    } catch (error) {
      logger.error('Old page views could not be removed', error as Error);
    }
  };
  void forget();
  const timer = setInterval(() => void forget(), EVERY_MS);
  timer.unref();
  lifecycle.addShutdownHook(() => clearInterval(timer));
}
