import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Share, ShareableKind } from '@astrolabe/plugin-workloads-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { isPerson } from './asSeen';
import type { TitledThing } from './OwnShares';

/** Of Backstage's notifications that are about what is shared. */
const TOPIC = 'sharing';

const pages: Record<ShareableKind, (id: string) => string> = {
  workload: id => `/workloads/${id}`,
  snapshot: () => '/workloads?tab=snapshots',
};

/**
 * Tells a person of what is shared with them, by Backstage's notifications, so
 * that whatever an operator adds to these (mail, chat) tells them too. Groups are
 * not told: what is shared with them stands in their lists. Nothing waits for it,
 * and nothing fails when it does.
 */
export class ShareNotices {
  readonly #options: {
    notifications: NotificationService;
    logger: LoggerService;
  };

  constructor(options: {
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  shared({ kind, id, title }: TitledThing, share: Share): void {
    const { subjectRef, role, grantedBy } = share;
    if (!isPerson(subjectRef)) return;
    const { notifications, logger } = this.#options;
    const who = grantedBy.slice(grantedBy.lastIndexOf('/') + 1);
    notifications
      .send({
        recipients: { type: 'entity', entityRef: subjectRef },
        payload: {
          title: `${who} shares '${title}' with you to ${role} it`,
          link: pages[kind](id),
          topic: TOPIC,
          scope: `share-${share.id}`,
        },
      })
      .catch(error => logger.warn('Nobody was told of a share', error));
  }
}
