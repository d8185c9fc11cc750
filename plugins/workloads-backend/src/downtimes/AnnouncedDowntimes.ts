import type { LoggerService } from '@backstage/backend-plugin-api';
import { withAdvice } from '@astrolabe/http';
import {
  DOWNTIME_MOST_DAYS,
  DOWNTIMES_CHANNEL,
  type Capacity,
  type Downtime,
  type DowntimeRequest,
} from '@astrolabe/plugin-workloads-common';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { v7 as uuid } from 'uuid';
import type { DatabaseDowntimeStore } from '../database';
import type { UserOptions } from '../service';
import type { Downtimes } from './types';

/** More at once than there are sites would be a mistake. */
const MOST_AHEAD = 100;
const DAY_MS = 24 * 3_600_000;

interface Parts {
  store: DatabaseDowntimeStore;
  sites: { capacity(): Promise<Capacity> };
  signals: SignalsService;
  logger: LoggerService;
}

/** Downtimes as they are kept; who may what is asked before. */
export class AnnouncedDowntimes implements Downtimes {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async list({ history = false }: { history?: boolean }) {
    const { store } = this.#parts;
    const items = await (history ? store.listAll() : store.listAhead());
    return { items, mayAnnounce: false };
  }

  async announce(
    request: DowntimeRequest,
    { credentials }: UserOptions,
  ): Promise<Downtime> {
    const { store } = this.#parts;
    const [from, until] = [request.from, request.until].map(utc);
    checkTimes(from, until);
    if ((await store.countAhead()) >= MOST_AHEAD) {
      throw new ConflictError(
        `${MOST_AHEAD} downtimes are announced already: take one back first`,
      );
    }
    const downtime: Downtime = {
      id: uuid(),
      siteId: request.siteId,
      siteTitle: await this.#titleOf(request.siteId),
      from,
      until,
      why: request.why.trim(),
      announcedAt: new Date().toISOString(),
    };
    await store.announce(downtime, credentials.principal.userEntityRef);
    this.#tellPages();
    return downtime;
  }

  async cancel(id: string): Promise<Downtime> {
    const cancelled = await this.#parts.store.cancel(id);
    if (!cancelled) {
      throw withAdvice(
        new NotFoundError(`There is no downtime '${id}' to take back`),
        {
          code: 'DOWNTIME_NOT_FOUND',
          nextStep: 'What is over or was taken back stays as it is.',
        },
      );
    }
    this.#tellPages();
    return cancelled;
  }

  /** A site that does not answer now may be down already: then workloads know it. */
  async #titleOf(siteId: string): Promise<string> {
    const { items } = await this.#parts.sites.capacity();
    const title =
      items.find(site => site.siteId === siteId)?.title ??
      (await this.#parts.store.titleOfSite(siteId));
    if (title) return title;
    throw withAdvice(new InputError(`There is no site '${siteId}'`), {
      code: 'UNKNOWN_SITE',
      cause: `There are ${items.map(site => site.siteId).join(', ') || 'none'}`,
      nextStep: 'Name one of those.',
    });
  }

  #tellPages(): void {
    const { signals, logger } = this.#parts;
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: DOWNTIMES_CHANNEL,
        message: {},
      })
      .catch(error => logger.warn('A downtime was not signalled', error));
  }
}

/** With whatever time zone it was said. */
function utc(instant: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) throw badTime(`'${instant}' is no instant`);
  return new Date(time).toISOString();
}

function checkTimes(from: string, until: string): void {
  if (until <= from) throw badTime('It has to end after it begins');
  if (until <= new Date().toISOString()) throw badTime('It is over already');
  if (Date.parse(until) - Date.parse(from) > DOWNTIME_MOST_DAYS * DAY_MS) {
    throw badTime(`It may take ${DOWNTIME_MOST_DAYS} days at most`);
  }
}

function badTime(message: string): Error {
  return withAdvice(new InputError(message), {
    code: 'BAD_DOWNTIME',
    nextStep: 'Give its begin and its end, such as 2026-12-24T08:00:00Z.',
  });
}
