/** When a site will be down, as an operator announced it. @public */
export interface Downtime {
  id: string;
  siteId: string;
  /** What people call the site. */
  siteTitle: string;
  /** UTC, ISO 8601. */
  from: string;
  /** UTC, ISO 8601. */
  until: string;
  why: string;
  announcedAt: string;
  /** When it was taken back, if it was. */
  cancelledAt?: string;
}

/** What an operator says of one. @public */
export type DowntimeRequest = Pick<
  Downtime,
  'siteId' | 'from' | 'until' | 'why'
>;

/** @public */
export interface DowntimeList {
  /** Those that are still to come or go on, the first one first; with history, all, the last first. */
  items: Downtime[];
  /** Whether the caller may announce one and take it back. */
  mayAnnounce: boolean;
}

/** The longest that is announced at once, in days. @public */
export const DOWNTIME_MOST_DAYS = 92;

/** Signals channel: something was announced or taken back; read again. @public */
export const DOWNTIMES_CHANNEL = 'downtimes';

/**
 * Which downtime is the next for what is at a site, if it lives into it.
 *
 * @public
 */
export function nextDowntime(
  downtimes: Downtime[],
  { siteId, endsAt }: { siteId?: string; endsAt?: string },
): Downtime | undefined {
  return downtimes
    .filter(downtime => downtime.siteId === siteId)
    .filter(({ from }) => endsAt === undefined || endsAt > from)
    .sort((one, other) => (one.from < other.from ? -1 : 1))[0];
}
