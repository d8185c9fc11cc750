import type { FormValues } from '@astrolabe/plugin-workloads-common';

/** What somebody fills in who makes a module. */
export const usual: FormValues = {
  module: {
    title: 'Leaf counter',
    name: 'leaf-counter',
    summary: 'Counts leaves.',
    description: 'Counts the leaves of a **plant**.',
    version: '0.1.0',
  },
  people: {
    authors: ['Ada Lovelace <ada@example.org> 0000-0002-1825-0097'],
    licence: 'MIT',
    owner: 'https://github.com/example',
  },
  code: { framework: 'scikit-learn', python: '3.12', image: 'cpu' },
  metadata: {
    tasks: ['Computer Vision'],
    dataTypes: ['Image'],
    tags: ['leaf'],
  },
};
