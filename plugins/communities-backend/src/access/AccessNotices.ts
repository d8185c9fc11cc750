import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { RequestRecord } from '../database';

/** Of Backstage's notifications that are about access. */
const TOPIC = 'access';

interface Options {
  notifications: NotificationService;
  logger: LoggerService;
  titleOf(community: string): string;
}

/**
 * Tells those whom a request concerns, by Backstage's notifications, so that
 * whatever an operator adds to these (mail, chat) tells them too. Nothing waits
 * for it, and nothing fails when it does.
 */
export class AccessNotices {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** To those who decide. */
  requested(request: RequestRecord, who: string, managers: string[]): void {
    const { community, tier, reason } = request;
    const where = this.#options.titleOf(community);
    this.#tell(
      managers.filter(ref => ref !== request.personRef),
      { title: `${who} asks to be '${tier}' in ${where}`, description: reason },
      `request-${request.id}`,
    );
  }

  /** To whom asked. */
  decided(request: RequestRecord, verdict: 'approved' | 'refused'): void {
    const { community, tier, note } = request;
    const where = this.#options.titleOf(community);
    this.#tell(
      [request.personRef],
      {
        title: `Your request to be '${tier}' in ${where} was ${verdict}`,
        description: note,
      },
      `decision-${request.id}`,
    );
  }

  #tell(
    refs: string[],
    text: { title: string; description?: string },
    scope: string,
  ): void {
    if (refs.length === 0) return;
    const { notifications, logger } = this.#options;
    notifications
      .send({
        recipients: { type: 'entity', entityRef: refs },
        payload: { ...text, link: '/access', topic: TOPIC, scope },
      })
      .catch(error => logger.warn('Nobody was told of a request', error));
  }
}
