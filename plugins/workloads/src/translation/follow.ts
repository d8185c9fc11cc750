/** What pages say of workloads that follow their modules. */
export const followMessages = {
  follow: {
    choice: 'Go on with newer versions of the module',
    choiceHint:
      'Each newer commit of its default branch that has passed the checks of this portal is taken by itself. What does not come up is given up for the version before.',
    chosen: 'It can follow newer versions where no revision is chosen.',
    title: 'Versions of its module',
    on: 'It goes on with each newer commit of its module that has passed the checks.',
    off: 'It stays at the version that it runs.',
    commit: 'Commit {{commit}}',
    since: 'Commit {{commit}}, since {{since}}',
    newest: 'The newest when it was first started',
    trying: 'It is on its way to commit {{commit}}.',
    refusedTitle: 'Commit {{commit}} was given up',
    refused: 'On {{at}}: {{reason}}',
    switchOn: 'Follow newer versions',
    switchOff: 'Stay at this version',
  },
} as const;
