import type {
  NoticeInbox,
  NoticePreferences,
  NoticeSettings,
} from '@astrolabe/plugin-workloads-common';
import type { UserOptions } from '../service';

/** How people want to be told. Everyone reads and sets their own alone. */
export interface Notices {
  get(options: UserOptions): Promise<NoticeSettings>;
  set(wish: NoticePreferences, options: UserOptions): Promise<NoticeSettings>;
  /** What they were told in the portal. */
  inbox(options: UserOptions): Promise<NoticeInbox>;
  /** What happened until then is read. */
  markRead(until: string, options: UserOptions): Promise<void>;
}
