/** With whom things are shared: what is said of workloads and snapshots alone. */
export const sharingWords = {
  title: 'Sharing',
  named: 'Sharing of {{name}}',
  about:
    'People of its community whom you name, or groups of them, find it among their workloads. They may what their own tier there grants, and no more than their role says.',
  roles: {
    view: 'See it, its time line and logs',
    use: 'Use it: its endpoints and files, too',
    manage:
      'Manage it: stop, restart, save and delete it, too, and a terminal in it, which shows all that it can read',
  },
  confirmEndBody: 'What they have open of it closes within seconds.',
  snapshotAbout:
    'People of its community whom you name, or groups of them, find it among their snapshots. They may what their own tier there grants, and no more than their role says.',
  snapshotRoles: {
    view: 'See it',
    use: 'Launch from it: they get a copy of all that it holds, too',
    manage: 'Delete it, too',
  },
  snapshotEnd: 'What they have launched from it stays theirs.',
  whose: 'Whose',
  whoses: { mine: 'Mine', shared: 'Shared with me', all: 'All' },
  noneShared: 'Nobody shares such a workload with you.',
} as const;
