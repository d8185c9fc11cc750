import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';

/** Tells somebody how much of theirs was taken over. Nothing waits for it. */
export type TellOwner = (
  ownerRef: string,
  made: { secrets: number; storages: number },
) => void;

export function tellOwnerBy(options: {
  notifications: NotificationService;
  logger: LoggerService;
}): TellOwner {
  const { notifications, logger } = options;
  return (ownerRef, { secrets, storages }) => {
    notifications
      .send({
        recipients: { type: 'entity', entityRef: ownerRef },
        payload: {
          title: 'An operator took over what you kept in another portal',
          description: `Secrets: ${secrets}, storages: ${storages}. What you remove does not come back.`,
          link: secrets > 0 ? '/secrets' : '/accounts',
          topic: 'accounts',
        },
      })
      .catch(error => logger.warn('Nobody was told of an import', error));
  };
}
