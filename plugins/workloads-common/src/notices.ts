import type { Workload } from './workload';

/** Languages that notices are written in. @public */
export const noticeLanguages = ['en', 'es'] as const;

/** @public */
export type NoticeLanguage = (typeof noticeLanguages)[number];

/** How one wants to be told of one's workloads. @public */
export interface NoticePreferences {
  /**
   * Nothing is told of what took less since its launch: who waits a minute is
   * still there. 0: everything is told; null: nothing is.
   */
  afterSeconds: number | null;
  mail: boolean;
  language: NoticeLanguage;
}

/** The wish, and what of it this portal can do. @public */
export interface NoticeSettings extends NoticePreferences {
  /** Whether this portal sends mail. */
  sendsMail: boolean;
  /** Where it goes; missing where the portal knows none. */
  mailAddress?: string;
}

/** Of whoever has said nothing. @public */
export const defaultNotices: NoticePreferences = {
  afterSeconds: 600,
  mail: true,
  language: 'en',
};

/** What notices tell of. @public */
export type NoticeKind =
  | 'ready'
  | 'completed'
  | 'failed'
  | 'idle-first'
  | 'idle-last'
  | 'idle-stopped'
  | 'updated'
  | 'update-failed';

/** What the portal has told a person in its pages. @public */
export interface ToldNotice {
  workloadId: string;
  title: string;
  kind: NoticeKind;
  /** When it happened. UTC, ISO 8601. */
  at: string;
  isRead: boolean;
  /** How many were launched together, when it tells of all of them. */
  groupSize?: number;
}

/** The newest first; they go with their workloads. @public */
export interface NoticeInbox {
  items: ToldNotice[];
  /** Of all, not of those listed alone. */
  unread: number;
}

/**
 * What there is to tell of a workload in its present state: that it can be
 * used, or that it has ended without its owner's doing.
 *
 * @public
 */
export function noticeKindOf({
  state,
  endpoints,
}: Pick<Workload, 'state' | 'endpoints'>): NoticeKind | undefined {
  if (state === 'completed' || state === 'failed') return state;
  const isReady = state === 'running' && endpoints.every(({ ready }) => ready);
  return isReady ? 'ready' : undefined;
}
