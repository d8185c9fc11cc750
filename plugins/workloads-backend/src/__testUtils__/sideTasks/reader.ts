/**
 * What can be launched with data: a program that says what it finds in its
 * folder, in JSON, and ends.
 */
export const reader = {
  form: {
    type: 'object',
    properties: {
      general: {
        title: 'General',
        type: 'object',
        properties: {
          title: { title: 'Title', type: 'string', default: 'Reader' },
        },
      },
      storage: {
        title: 'Storage',
        type: 'object',
        properties: {
          datasets: {
            title: 'Datasets',
            type: 'array',
            maxItems: 4,
            items: { type: 'string', format: 'dataset', maxLength: 2048 },
            default: [],
          },
          fetchAgain: {
            title: 'Fetch again',
            type: 'boolean',
            default: false,
          },
        },
      },
    },
  },
  workload: {
    tasks: [
      {
        name: 'reader',
        role: 'main',
        environment: { kind: 'node', id: 'tools/hello-web' },
        command: [
          'node',
          '-e',
          `const fs = require('node:fs');
          const [, work] = process.argv;
          const root = work + '/datasets';
          const names = fs.existsSync(root) ? fs.readdirSync(root, { recursive: true }) : [];
          const files = names.filter(name => fs.statSync(root + '/' + name).isFile());
          console.log(JSON.stringify(Object.fromEntries(
            files.filter(name => !name.endsWith('.json')).map(name => [name, fs.readFileSync(root + '/' + name, 'utf8')]))));`,
          '--',
          '${{ folder.work }}',
        ],
        resources: {
          cpuCores: 0.25,
          memoryBytes: 256 * 1024 ** 2,
          diskBytes: 64 * 1024 ** 2,
        },
      },
    ],
    datasets: {
      sources: '${{ form.storage.datasets }}',
      again: '${{ form.storage.fetchAgain }}',
    },
    lifetime: { kind: 'batch' },
  },
};
