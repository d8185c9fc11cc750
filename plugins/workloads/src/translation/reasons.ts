import {
  reasonTexts,
  type Amounts,
  type ReasonCode,
  type WorkloadState,
} from '@astrolabe/plugin-workloads-common';

const state = {
  queued: 'Queued',
  starting: 'Starting',
  running: 'Running',
  stopping: 'Stopping',
  stopped: 'Stopped',
  completed: 'Completed',
  failed: 'Failed',
  lost: 'Lost',
} as const satisfies Record<WorkloadState, string>;

const reason = {
  'waiting-for-capacity': 'Waiting until there is room for it',
  'preparing-environment': 'Preparing its software environment',
  'pulling-image': 'Fetching its image',
  'starting-process': 'Its process is starting',
  'waiting-for-health': 'Started; waiting for it to answer',
  ready: 'Ready to use',
  'stopped-by-person': 'You stopped it',
  'time-to-live-reached': 'Its time was up',
  idle: 'Nobody used it any more',
  'ended-by-itself': 'It ended by itself',
  'exited-with-error': 'It ended with an error',
  killed: 'Something killed its process',
  'out-of-memory': 'It needed more memory than it was given',
  restarting: 'It ended and is being started again',
  'health-check-failed': 'It runs but does not answer',
  'environment-failed': 'Its software environment could not be prepared',
  'image-pull-failed': 'Its image could not be fetched',
  'registry-refused': 'The registry of its image refuses the site',
  'dataset-failed': 'A dataset could not be fetched',
  'storage-failed': 'Its storage could not be had',
  'secret-missing': 'A secret that it needs is missing',
  'missing-program': 'The program to run is not there',
  'missing-runtime': 'The machine lacks something that it needs',
  'port-in-use': 'The port that it needs is taken',
  'disk-full': 'The disk is full',
  'engine-unreachable': 'The engine that runs it cannot be reached',
  'engine-refused': 'It cannot run there',
  'lost-sight': 'The engine no longer knows of it',
  'site-unavailable': 'The site takes no work now',
  'constraint-not-met': 'The site has no machine that may run it',
  'no-such-gpu': 'The site has no such GPU',
  'quota-exceeded': 'The quota is used up',
  'node-disconnected': 'Its machine does not answer',
  'node-lost': 'Its machine was lost',
  preempted: 'It had to make room for more urgent work',
  'stopped-by-operator': 'An operator stopped it',
  'saving-snapshot': 'A snapshot is being saved',
  'snapshot-taken': 'The snapshot is complete',
  'snapshot-too-large': 'There is no room for the snapshot',
  'snapshot-failed': 'The snapshot could not be saved',
} as const satisfies Record<ReasonCode, string>;

const amount = {
  cpuCores_one: '{{amount}} core',
  cpuCores_other: '{{amount}} cores',
  memoryBytes: '{{amount}} of memory',
  diskBytes: '{{amount}} of disk',
  gpuCount_one: '{{amount}} GPU',
  gpuCount_other: '{{amount}} GPUs',
} as const satisfies Partial<
  Record<keyof Amounts | `${keyof Amounts}_${'one' | 'other'}`, string>
>;

/** States and reasons in words; the types make a missing one a compile error. */
export const reasonMessages = {
  state,
  reason,
  reasonText: reasonTexts,
  amount,
} as const;
