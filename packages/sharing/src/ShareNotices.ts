import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Share } from '@astrolabe/plugin-communities-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { OwnedThing } from './OwnShares';
import { isPerson } from './subjects';

/** Of Backstage's notifications that are about what is shared. */
const TOPIC = 'sharing';

interface Options {
  notifications: NotificationService;
  logger: LoggerService;
  /** The page where whom it is shared with finds a thing. */
  pageOf(thing: OwnedThing): string;
}

/**
 * Tells a person of what is shared with them, by Backstage's notifications, so
 * that whatever an operator adds to these (mail, chat) tells them too. Groups are
 * not told: what is shared with them stands in their lists. Nothing waits for it,
 * and nothing fails when it does.
 */
export class ShareNotices {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  shared(thing: OwnedThing, share: Share): void {
    const { subjectRef, role, grantedBy } = share;
    if (!isPerson(subjectRef)) return;
    const { notifications, logger, pageOf } = this.#options;
    const who = grantedBy.slice(grantedBy.lastIndexOf('/') + 1);
    notifications
      .send({
        recipients: { type: 'entity', entityRef: subjectRef },
        payload: {
          title: `${who} shares '${thing.title}' with you to ${role} it`,
          link: pageOf(thing),
          topic: TOPIC,
          scope: `share-${share.id}`,
        },
      })
      .catch(error => logger.warn('Nobody was told of a share', error));
  }
}
