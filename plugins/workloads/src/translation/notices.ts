import type { NoticeKind } from '@astrolabe/plugin-workloads-common';

const kind = {
  ready: 'Ready',
  completed: 'Done',
  failed: 'Failed',
  'idle-first': 'Nobody uses it',
  'idle-last': 'Nobody uses it, last warning',
  'idle-stopped': 'Stopped, because nobody used it',
  updated: 'Goes on with a newer version of its module',
  'update-failed': 'A newer version of its module did not come up',
} as const satisfies Record<NoticeKind, string>;

/** What pages say of what one was told. */
export const noticeWords = {
  kind,
  bell: 'Notices, none unread',
  unread: 'Notices, {{total}} unread',
  title: 'Notices',
  subtitle: 'What became of your workloads while you were away',
  loading: 'Loading your notices',
  new: 'New',
  group: 'All {{total}} that were launched together',
  emptyTitle: 'Nothing to tell',
  emptyDescription:
    'When something of yours is ready, done or has failed after the time that you set in Preferences, it is told here.',
} as const;
