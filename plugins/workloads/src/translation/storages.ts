import type { StorageState } from '@astrolabe/plugin-workloads-common';

const state = {
  unknown: 'Nothing is known of it yet.',
  silent: 'It does not answer',
  ended: 'It was mounted until the workload ended.',
  'copying-in': 'It is being copied: {{bytes}} of {{total}}.',
  'copied-in':
    'A copy of it is here. Files: {{files}}, {{bytes}}. What changes is copied back at the end.',
  copied: 'A copy of it was here. Files: {{files}}, {{bytes}}.',
  'copying-back': 'What has changed is being copied back.',
  'copied-back': 'What had changed was copied back. Files: {{files}}.',
  left: 'Files that were not copied back: {{files}}',
  waits: 'Files that are not copied back yet: {{files}}',
  notArrived: 'Files that have not arrived in it: {{files}}',
  neverBack: 'What it changed was not copied back',
} as const satisfies Record<
  | Exclude<StorageState, 'answers'>
  | 'ended'
  | 'copied'
  | 'waits'
  | 'neverBack'
  | 'notArrived',
  string
>;

/** What the page of a workload says of its storages. */
export const storageMessages = {
  title: 'Storage',
  failed: 'How its storage does could not be asked',
  since: 'since {{at}}',
  answers: 'answers in {{ms}} ms',
  writes: 'writes {{rate}}',
  reads: 'reads {{rate}}',
  slow: 'That is slow. When you deploy it again, choose Copy under Storage: programs then work on files of the machine.',
  copyBack: 'Copy back now',
  state,
  step: {
    silent:
      'The workload goes on. What it writes waits and arrives when the storage answers; what it reads fails until then.',
    waits:
      'It is tried again and again until {{at}}, and the workload ends when it is done.',
    notArrived:
      'The workload ended before they had. Compare what the storage has with what was written, and write again what is missing.',
    lost: 'Its site keeps its files for a while: take them from its folder now.',
    left: 'Copy them back now, when the storage is there; a restart does it before anything else. Or take the files from its folder.',
  },
  beside:
    'Both sides had changed these. The storage keeps its own; those of the workload are beside them:',
} as const;
