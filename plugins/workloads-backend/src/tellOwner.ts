import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';

/** Signals the pages of one person. Nothing waits for it, and nothing fails when it does. */
export function tellOwner(
  { signals, logger }: { signals: SignalsService; logger: LoggerService },
  {
    ownerRef,
    channel,
    signal,
  }: { ownerRef: string; channel: string; signal: object },
): void {
  signals
    .publish({
      recipients: { type: 'user', entityRef: ownerRef },
      channel,
      message: signal as JsonObject,
    })
    .catch(error => logger.warn('A change was not signalled', error));
}
