import type { SnapshotState } from '@astrolabe/plugin-workloads-common';

const state = {
  queued: 'Queued',
  saving: 'Being saved',
  complete: 'Complete',
  failed: 'Failed',
  deleting: 'Being deleted',
} as const satisfies Record<SnapshotState, string>;

/** What pages say of snapshots. */
export const snapshotMessages = {
  tab: 'Snapshots ({{total}})',
  state,
  take: 'Snapshot',
  takeNamed: 'Take a snapshot of {{name}}',
  dialogTitle: 'Snapshot of {{name}}',
  measuring: 'Measuring it at its site',
  size: 'Size',
  room: 'There is room for',
  yours: 'Your snapshots',
  used: '{{used}} of {{limit}}, {{number}} of {{most}} snapshots',
  noRoom:
    'There is no room for it: delete another snapshot, or remove files that are not needed.',
  title: 'Title',
  kept: 'It keeps the files in the folder of the workload, and what its program changed elsewhere where it runs in a container. The workload goes on; in a container it pauses for a moment.',
  leftOutBefore:
    'Left out are mounts, variables, and files in which a secret of the workload stands.',
  failed: 'No snapshot was taken',
  begun: 'The snapshot {{name}} is being saved',
  begunText: 'You can close this, and stop the workload when it is complete.',
  done: 'Done',
  see: 'See my snapshots',
  loading: 'Loading your snapshots',
  list: 'My snapshots',
  emptyTitle: 'No snapshots yet',
  emptyDescription:
    'Open a workload that runs and press Snapshot: what it has become is kept, and can be deployed again, on other hardware too.',
  saved: 'Saved',
  savedOf: '{{done}} of {{total}}',
  leftOut: 'Left out',
  leftOutFiles:
    'Files with secrets: {{secrets}}; files that could not be read: {{unreadable}}. {{names}}',
  deploy: 'Deploy again',
  deployNamed: 'Deploy again: {{asset}} from {{name}}',
  confirmTitle: 'Delete the snapshot {{name}}?',
  confirmBody:
    'It is removed for good. What was deployed from it goes on; where it runs in a container it may not start again.',
  beginsWith: 'It begins with the snapshot {{name}}',
  beginsWithText:
    'Of {{time}}, {{size}}, taken at {{site}}. The values below are those that its workload had; you can change them.',
  without: 'Deploy without the snapshot',
  begunWith: 'Began with the snapshot',
} as const;
