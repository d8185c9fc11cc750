/** What is said of each kind. */
export const kinds = {
  module: {
    title: 'Modules',
    subtitle: 'AI modules to try, train and run on your own data.',
    search: 'Search modules',
    loading: 'Loading modules',
    count_one: '{{count}} module',
    count_other: '{{count}} modules',
    none: 'No modules yet',
    missing: 'No module is called “{{name}}”',
  },
  tool: {
    title: 'Tools',
    subtitle:
      'Development environments, federated learning servers and other tools, ready to launch.',
    search: 'Search tools',
    loading: 'Loading tools',
    count_one: '{{count}} tool',
    count_other: '{{count}} tools',
    none: 'No tools yet',
    missing: 'No tool is called “{{name}}”',
  },
  model: {
    title: 'Models',
    subtitle: 'Trained models that modules and tools build on.',
    search: 'Search models',
    loading: 'Loading models',
    count_one: '{{count}} model',
    count_other: '{{count}} models',
    none: 'No models yet',
    missing: 'No model is called “{{name}}”',
  },
  dataset: {
    title: 'Datasets',
    subtitle: 'Data that modules are trained on and tried with.',
    search: 'Search datasets',
    loading: 'Loading datasets',
    count_one: '{{count}} dataset',
    count_other: '{{count}} datasets',
    none: 'No datasets yet',
    missing: 'No dataset is called “{{name}}”',
  },
} as const;
