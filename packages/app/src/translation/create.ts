/** What the page says on which a community's portal is made. */
export const create = {
  create: {
    title: 'A portal for a community',
    subtitle:
      'Say how it shall be; you get its file, checked as the portal does.',
    loading: 'Asking what has to be said…',
    none: 'You cannot make one',
    noneText: 'Managers of a community can.',
    make: 'Make the files',
    made: 'The files',
    madeText:
      'Take them away, change what you like, and have an operator name the first in communities.list.',
    save: 'Download',
    saveOf: 'Download {{file}}',
    link: 'Make a portal for a community',
  },
} as const;
