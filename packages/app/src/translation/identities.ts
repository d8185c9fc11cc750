/** Words of the ways in which one signs in. */
export const identities = {
  identities: {
    title: 'How I sign in',
    text: 'Each of these lets you in as the same person, a member of what any of them says.',
    loading: 'Asking how you sign in…',
    table: 'Ways in which I sign in',
    provider: 'By',
    account: 'Account',
    linked: 'Since',
    act: 'Action',
    current: 'In use now',
    remove: 'Take away',
    removeOf: 'Take away {{what}}',
    removeTitle: 'Sign in by {{what}} no more?',
    removeText:
      'Whoever is signed in by it is signed out, and what it makes you a member of ends. By itself it is a stranger here from then on.',
    link: 'Link another account of {{provider}}',
    again: 'Sign in again',
    againTitle: 'Say once more who you are',
    againText:
      'How you sign in is changed only within ten minutes after you were asked for it. Repeat it then.',
    outcome: {
      done: {
        title: 'The account of {{provider}} is linked',
        text: 'You can sign in by it from now on.',
      },
      own: {
        title: 'This account of {{provider}} is yours already',
        text: 'Another one of the same provider can be linked where that lets you choose the account.',
      },
      taken: {
        title: 'This account of {{provider}} is of another person here',
        text: 'If that is you: end there what runs, then ask the operator of this portal to remove that person, and link it again.',
      },
      stale: {
        title: '{{provider}} did not ask who you are',
        text: 'Only an account that its provider has just asked for is linked. Tell the operator of this portal.',
      },
      away: {
        title: '{{provider}} does not answer',
        text: 'Try again in some minutes.',
      },
      denied: {
        title: '{{provider}} did not let you in',
        text: 'You said no there, or it did. Nothing was linked.',
      },
      expired: {
        title: 'It was not finished here',
        text: 'It has to end within ten minutes, in the session in which it began. Try again.',
      },
      failed: {
        title: 'The answer of {{provider}} does not hold',
        text: 'Nothing was linked. The log says what is wrong.',
      },
      'no-membership': {
        title: 'This account belongs to no community here',
        text: 'Nothing was linked: it would give you nothing.',
      },
    },
  },
} as const;
