import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { secretManagePermission } from '@astrolabe/plugin-accounts-common';
import {
  tierGrants,
  tierRef,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import type { DatabaseSecrets, EndNews, SecretRecord } from '../database';

/** So long before a secret ends its keepers are told. */
const WARNED_MS = 7 * 86_400_000;

interface Parts {
  db: DatabaseSecrets;
  limits(): LimitTable;
  logger: LoggerService;
  notifications: NotificationService;
}

/** Tells whoever keeps a secret that it ends, and that it has ended: once each. */
export class EndWarnings {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** One round each quarter of an hour, of one replica. */
  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'warn-of-secrets-that-end',
      frequency: { minutes: 15 },
      initialDelay: { minutes: 1 },
      timeout: { minutes: 5 },
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    const now = Date.now();
    await this.#tellAll(new Date(now).toISOString(), 'over');
    await this.#tellAll(new Date(now + WARNED_MS).toISOString(), 'soon');
  }

  async #tellAll(before: string, news: EndNews): Promise<void> {
    const { db, logger } = this.#parts;
    for (const record of await db.ending(before, news)) {
      if (!(await db.noteTold(record, news))) continue;
      await this.#tell(record, news).catch(error =>
        logger.warn('Nobody was told of a secret', error),
      );
    }
  }

  async #tell(record: SecretRecord, news: EndNews): Promise<void> {
    const { id, name, expiresAt } = record;
    const day = expiresAt?.slice(0, 10);
    await this.#parts.notifications.send({
      recipients: { type: 'entity', entityRef: this.#keepersOf(record) },
      payload: {
        title:
          news === 'over'
            ? `The secret '${name}' has expired`
            : `The secret '${name}' expires on ${day}`,
        description:
          'Give it another value: what names it does not start with one that has expired.',
        link: '/secrets',
        topic: 'secrets',
        scope: `secret-${id}`,
      },
    });
  }

  /** Its owner; of one of a community, whoever manages those there. */
  #keepersOf({ ownerRef, community }: SecretRecord): string[] {
    if (ownerRef) return [ownerRef];
    const { tiers } = this.#parts.limits();
    return tiers
      .filter(({ id }) => tierGrants(id, secretManagePermission.name, tiers))
      .map(({ id }) => tierRef(id, community));
  }
}
