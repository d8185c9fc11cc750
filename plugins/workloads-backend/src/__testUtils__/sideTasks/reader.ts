/** Says what it finds in its folders, in JSON, and what became of writing to its storage. */
const code = `
  const fs = require('node:fs');
  const [, work, stays] = process.argv;
  const said = {};
  for (const folder of ['datasets', 'storage']) {
    const root = work + '/' + folder + '/';
    if (!fs.existsSync(root)) continue;
    for (const name of fs.readdirSync(root, { recursive: true })) {
      const isFile = fs.statSync(root + name).isFile();
      if (isFile && !name.endsWith('.json') && !name.startsWith('.'))
        said[name] = fs.readFileSync(root + name, 'utf8');
    }
    const [account] = folder === 'storage' ? fs.readdirSync(root).filter(name => !name.startsWith('.')) : [];
    try {
      if (account) fs.writeFileSync(root + account + '/written.txt', 'by the program');
      if (account) said.wrote = account + '/written.txt';
    } catch (error) {
      said.failed = error.code;
    }
  }
  console.log(JSON.stringify(said));
  if (stays === 'stays=true') setInterval(() => {}, 1000);`;

/** What can be launched with data: a program that reads it, and ends unless it is to stay. */
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
          fetchAgain: { title: 'Fetch again', type: 'boolean', default: false },
          account: {
            title: 'Storage',
            type: 'string',
            'x-storage': 'account',
          },
          readOnly: {
            title: 'Read only',
            type: 'boolean',
            default: false,
            'x-storage': 'readOnly',
          },
          mode: {
            title: 'How it comes',
            type: 'string',
            enum: ['mount', 'copy'],
            default: 'mount',
            'x-storage': 'mode',
          },
          folder: {
            title: 'Folder',
            type: 'string',
            default: '',
            'x-storage': 'folder',
          },
          stays: { title: 'Stays', type: 'boolean', default: false },
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
          ...['node', '-e', code, '--'],
          ...['${{ folder.work }}', 'stays=${{ form.storage.stays }}'],
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
    storage: {
      account: '${{ form.storage.account }}',
      readOnly: '${{ form.storage.readOnly }}',
      mode: '${{ form.storage.mode }}',
      folder: '${{ form.storage.folder }}',
    },
    lifetime: { kind: 'batch' },
  },
};

/** The same in an image that has Node. */
export function readerOf(image: string) {
  const [{ environment: _environment, command, ...task }] =
    reader.workload.tasks;
  const inside = {
    ...task,
    image,
    command: ['/usr/bin/node', ...command.slice(1)],
  };
  return { ...reader, workload: { ...reader.workload, tasks: [inside] } };
}
