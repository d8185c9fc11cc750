/** What is said of logs. */
export const logWords = {
  title: 'Log',
  task: 'Task',
  pause: 'Pause',
  resume: 'Follow',
  download: 'Download all of it',
  empty: 'No output yet.',
  truncated: 'Older lines are no longer kept here.',
  following: 'Following',
  paused: 'Paused',
  ended: 'The task has ended',
  broken: 'Connection lost, trying again',
  refused: 'You may not follow it',
  output: 'Output of {{task}}',
  notSaved: 'The log could not be downloaded',
} as const;
