/** What somebody fills in who wants a repository, by the account `hub`. */
export const wishOf = (name: string, to: object = {}) => ({
  template: 'ai-module-minimal',
  values: {
    module: {
      ...{ title: 'Leaf “counter”', name },
      ...{ summary: 'Counts leaves: all', description: 'Counts them.' },
    },
    people: {
      authors: ['Ada Lovelace <ada@example.org>'],
      owner: 'https://github.com/typed-by-hand',
    },
    metadata: { tasks: ['Computer Vision'], dataTypes: ['Image'] },
  },
  to: { account: 'hub', visibility: 'private', ...to },
});
