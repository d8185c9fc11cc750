import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { AccountRecord } from '../database';
import { nextStepOf } from './problems';

const TOPIC = 'accounts';

/** Tells owners what is wrong with what they have linked. Nothing waits for it. */
export class AccountNotices {
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

  failing({ health, ...record }: AccountRecord): void {
    const title = `${record.title} does not let the portal in any more`;
    const { trouble, reason } = health;
    const isOurs = trouble === 'unregistered';
    const description = isOurs ? `${reason}. ${nextStepOf(trouble)}` : reason;
    this.#tell(record, { title, description });
  }

  expires({ expiresAt, ...record }: AccountRecord): void {
    const day = expiresAt?.slice(0, 10);
    this.#tell(record, {
      title: `What you linked ${record.title} with ends on ${day}`,
      description: 'Make a new one there, and link it again before.',
    });
  }

  #tell(
    { id, ownerRef }: Pick<AccountRecord, 'id' | 'ownerRef'>,
    text: { title: string; description?: string },
  ): void {
    const { notifications, logger } = this.#options;
    notifications
      .send({
        recipients: { type: 'entity', entityRef: ownerRef },
        payload: {
          ...text,
          link: '/accounts',
          topic: TOPIC,
          scope: `account-${id}`,
        },
      })
      .catch(error => logger.warn('Nobody was told of an account', error));
  }
}
