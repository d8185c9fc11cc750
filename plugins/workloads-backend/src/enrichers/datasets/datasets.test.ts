import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import type { DatasetDescription } from '@astrolabe/plugin-assets-common';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createShelf,
  put,
  startWorkloads,
  type Portal,
} from '../../__testUtils__';
import { reader } from '../../__testUtils__/sideTasks';
import { readDatasetOptions } from './config';

const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-ca-'));
const caFile = path.join(folder, 'ca.pem');
afterAll(() => rmSync(folder, { recursive: true }));
const GIB = 1024 ** 3;
const certificate = '-----BEGIN CERTIFICATE-----\nx\n';
const site = {
  proxy: 'http://proxy.example:3128',
  noProxy: ['10.0.0.0/8', 'data.example'],
  caFile,
};

describe('datasets that are asked for', () => {
  let portal: Portal;
  beforeEach(async () => {
    writeFileSync(caFile, certificate);
    const shelf = createShelf();
    put(shelf, 'reader', reader);
    portal = await startWorkloads({ shelf, config: { datasets: site } });
  });
  afterEach(async () => {
    await portal.stop();
  });

  const launch = (storage: object) =>
    portal.as('ada').launch({ storage }, { tool: 'reader' });
  const launched = async (storage: object): Promise<WorkloadSpec> => {
    const { body } = await launch(storage).expect(201);
    await portal.as('ada').until(body.id, 'running');
    return portal.engine.submitted(body.id)!.spec;
  };

  it('are fetched by a task that ends before the program starts', async () => {
    const datasets = ['10.5281/zenodo.42', 'https://data.example/a.csv'];
    const spec = await launched({ datasets });
    expect(spec).not.toHaveProperty('datasets');
    expect(spec.tasks.map(({ name, role }) => [name, role])).toEqual([
      ['datasets', 'before'],
      ['reader', 'main'],
    ]);
    const inFolder = (name: string) => ({
      parts: [{ folder: 'work' }, `/${name}`],
    });
    expect(spec.tasks[0]).toMatchObject({
      environment: { kind: 'python', id: 'side-tasks/datasets' },
      command: [
        'astrolabe-datasets',
        '--sources',
        inFolder('.datasets/wanted.json'),
        '--folder',
        inFolder('datasets'),
      ],
      env: {
        HTTPS_PROXY: site.proxy,
        NO_PROXY: '10.0.0.0/8,data.example',
        REQUESTS_CA_BUNDLE: inFolder('.datasets/authorities.pem'),
      },
      files: [
        { path: '.datasets/wanted.json', content: JSON.stringify(datasets) },
        { path: '.datasets/authorities.pem', content: certificate },
      ],
    });
  });

  it('are fetched anew where that is asked for', async () => {
    const datasets = ['10.5281/zenodo.42'];
    const { tasks } = await launched({ datasets, fetchAgain: true });
    expect(tasks[0].command!.at(-1)).toBe('--again');
  });

  it('cost nothing where there are none', async () => {
    const spec = await launched({});
    expect(spec.tasks.map(({ name }) => name)).toEqual(['reader']);
    expect(spec).not.toHaveProperty('datasets');
  });

  it.each([
    'corals',
    '10.5281',
    '10.5281/zenodo.42 --again',
    '10.5281/a\nb',
    '10.5281/${HOME}',
    '10.5281/"}; touch /tmp/owned; `id`',
    "10.5281/a'b",
    'file:///etc/passwd',
    'https://',
    'https://data.example/a b',
    'https://ada:secret@data.example/a',
    '../../etc/passwd',
    '10.5281/corals-ü😀',
    '',
    'x'.repeat(3000),
    `10.5281/${'x'.repeat(3000)}`,
  ])('are refused by name when they are none: %s', async text => {
    const { body } = await launch({ datasets: ['10.5281/a', text] }).expect(
      400,
    );
    expect(body.error).toMatchObject({
      code: 'INVALID_VALUES',
      problems: expect.arrayContaining([
        expect.objectContaining({
          path: 'storage.datasets.1',
          message: expect.stringMatching(
            /Datasets must (be a DOI such as|have at most 2048)/,
          ),
        }),
      ]),
    });
  });

  const corals: DatasetDescription = {
    source: '10.5281/zenodo.42',
    title: 'Corals',
    creators: [],
    access: 'open',
    url: 'https://zenodo.example/42',
    repository: { id: 'zenodo', title: 'Zenodo', searchable: true },
    files: [
      {
        path: 'a/corals.csv',
        url: 'https://zenodo.example/corals.csv',
        bytes: 3,
        checksum: { algorithm: 'md5', value: 'd41d8' },
      },
    ],
    filesTotal: 1,
    bytesTotal: 3,
    sizeKnown: true,
    asset: '10.5281-zenodo.42',
  };
  const wantedIn = ({ tasks }: WorkloadSpec) =>
    JSON.parse(String(tasks[0].files![0].content));
  const datasets = [corals.source];

  it('come as the portal has shown them, with their checksums', async () => {
    portal.shelf.datasets.set(corals.source, corals);
    expect(wantedIn(await launched({ datasets }))).toEqual([
      {
        source: corals.source,
        files: [
          {
            name: 'a/corals.csv',
            url: 'https://zenodo.example/corals.csv',
            size: 3,
            algorithm: 'md5',
            digest: 'd41d8',
          },
        ],
      },
    ]);
  });

  it('are listed by the task itself where they have many files', async () => {
    portal.shelf.datasets.set(corals.source, { ...corals, filesTotal: 5000 });
    expect(wantedIn(await launched({ datasets }))).toEqual(datasets);
  });

  it('are refused where they do not fit on the disk, and I am told what would', async () => {
    const large = { ...corals, bytesTotal: 3 * GIB };
    portal.shelf.datasets.set(corals.source, large);
    const small = structuredClone(reader);
    small.workload.tasks[0].resources.diskBytes = 2 * GIB;
    put(portal.shelf, 'small', small);
    const { body } = await portal
      .as('ada')
      .launch({ storage: { datasets } }, { tool: 'small' })
      .expect(400);
    expect(body.error).toMatchObject({
      code: 'DATASETS_TOO_LARGE',
      message: 'The datasets have 3 GiB, and the disk 2 GiB',
      nextStep: expect.stringContaining('at least 3 GiB'),
    });
  });

  it.each(['gated', 'restricted', 'embargoed'] as const)(
    'are refused where they are %s',
    async access => {
      portal.shelf.datasets.set(corals.source, { ...corals, access });
      const { body } = await launch({ datasets }).expect(400);
      expect(body.error).toMatchObject({
        code: 'DATASET_CLOSED',
        cause: `Zenodo says that it is ${access}`,
      });
    },
  );

  it('are refused where their repository has none of that name', async () => {
    const said = { code: 'DATASET_NOT_FOUND', message: 'No such dataset' };
    const error = Object.assign(new Error('404'), { body: { error: said } });
    portal.shelf.datasets.set(corals.source, error);
    const { body } = await launch({ datasets }).expect(400);
    expect(body.error).toMatchObject({
      code: 'DATASET_NOT_FOUND',
      message: '10.5281/zenodo.42: No such dataset',
    });
  });

  it('have tasks of the same structure, whatever they are called', async () => {
    const structure = async (source: string) => {
      const { tasks } = await launched({ datasets: [source] });
      const [task] = tasks;
      return { ...task, files: task.files!.map(file => file.path) };
    };
    const odd = [
      'https://data.example/$%7B%7B(id)`"\';--again',
      '10.5281/(a);:_/..',
    ];
    const plain = await structure('10.5281/zenodo.42');
    for (const source of odd) expect(await structure(source)).toEqual(plain);
  });
});

describe('the configuration of datasets', () => {
  const read = (datasets: object) =>
    readDatasetOptions(new ConfigReader({ workloads: { datasets } }));

  it('asks nothing of anybody when nothing is said', () => {
    expect(readDatasetOptions(new ConfigReader({}))).toEqual({ noProxy: [] });
  });

  it('shows nobody the password of a proxy', () => {
    for (const proxy of ['http://ada:secret@proxy.example', 'proxy', 'ftp://x'])
      expect(() => read({ proxy })).toThrow(
        /datasets\.proxy.*without a password/,
      );
  });

  it('names a file that holds no certificates', () => {
    expect(() => read({ caFile: 'package.json' })).toThrow(
      /datasets\.caFile.*certificates in PEM/,
    );
  });
});
