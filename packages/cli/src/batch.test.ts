import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { errorOf, useBench } from './__testUtils__/bench';
import { form, workload } from './__testUtils__/samples';

const bench = useBench();
const variants = [
  { kind: 'service' },
  { name: 'night', title: 'At night', kind: 'batch' },
];
const batchForm = {
  ...form,
  kind: 'batch',
  variant: 'night',
  variants,
  schema: {
    type: 'object',
    properties: {
      script: {
        type: 'object',
        properties: { text: { type: 'string', 'x-editor': 'shell' } },
      },
    },
  },
  defaults: {},
};

async function signedIn() {
  await bench.signedIn();
  bench.portal.answers['GET /api/workloads/v1/launch-form'] = [
    { json: { ...form, variants } },
    { json: batchForm },
  ];
}

async function file(name: string, text: string): Promise<string> {
  const at = path.join(bench.home, name);
  await writeFile(at, text);
  return at;
}

describe('a batch job', () => {
  it('is launched with a script, parameters and a task for each row, in the way that ends by itself', async () => {
    await signedIn();
    const script = 'echo "${{ x }} $(id)"\n';
    await bench.astrolabe(
      ...['batch', 'module/plankton', '--param', 'RATE=a=b'],
      ...['--script', await file('job.sh', script)],
      ...[
        '--array',
        await file('rows.csv', 'SEED,"N ""1"""\r\n1,"a,\nb"\n2,\n'),
      ],
    );
    const forms = bench.portal.calls.filter(call =>
      call.path.includes('launch-form'),
    );
    expect(forms.at(-1)!.path).toContain('variant=night');
    expect(bench.portal.calls.at(-1)!.body).toEqual({
      entityRef: 'aimodule:default/plankton',
      variant: 'night',
      values: { script: { text: script } },
      parameters: { RATE: 'a=b' },
      array: {
        rows: [
          { SEED: '1', 'N "1"': 'a,\nb' },
          { SEED: '2', 'N "1"': '' },
        ],
      },
    });
  });

  it.each([
    [['--param', 'RATE'], 'is no parameter'],
    [['--script', '/no/such/file'], 'cannot be read'],
    [['--count', '0'], 'not a whole number from 1'],
    [['--count', '2', '--array', 'x'], 'exclude each other'],
  ])('is refused with %j', async (options, message) => {
    await signedIn();
    const result = await bench.astrolabe(
      'batch',
      'module/plankton',
      ...options,
    );
    expect(result.exitCode).toBe(exitCodes.usage);
    expect(result.stderr).toContain(message);
  });

  it('is refused with a table whose rows are too short, and for what runs on and on', async () => {
    await signedIn();
    const rows = await file('rows.csv', 'A,B\n1\n');
    const short = await bench.astrolabe(
      ...['batch', 'module/plankton', '--array', rows, '--json'],
    );
    expect(errorOf(short)).toMatchObject({
      nextStep: 'Row 1 has 1 values, and there are 2 names',
    });
    bench.portal.answers = {};
    const service = await bench.astrolabe('batch', 'module/plankton');
    expect(service.stderr).toContain('not launched as a batch job');
  });

  it('leaves files that are listed and downloaded, and is stopped with its group', async () => {
    await bench.signedIn();
    const at = 'GET /api/workloads/v1/workloads/w1/artefacts';
    const item = (name: string) => ({
      path: name,
      bytes: 1234,
      changedAt: new Date().toISOString(),
    });
    const items = [item('a.txt'), item('deep/b.txt')];
    const MIB = 1024 ** 2;
    const limits = {
      bytesEach: 32 * MIB,
      bytesPerRun: 128 * MIB,
      bytesPerPerson: 1024 * MIB,
    };
    const large = { path: 'm.bin', bytes: 64 * MIB, reason: 'file-too-large' };
    const told = { truncated: false, gone: false, kept: true, limits };
    const list = { json: { items, ...told, notKept: [large] } };
    bench.portal.answers[at] = [list, list, list];
    bench.portal.answers[`${at}/content`] = [{ lines: ['content'] }];
    const shown = await bench.astrolabe('artefacts', 'w1');
    expect(shown.stdout).toMatch(/deep\/b\.txt {2}1\.23? kB/);
    expect(shown.stderr).toMatch(/Not kept: m\.bin: larger than 33\.6 MB/);
    await bench.astrolabe('artefacts', 'w1', 'deep/b.txt', '--to', bench.home);
    const there = path.join(bench.home, 'deep/b.txt');
    expect(await readFile(there, 'utf8')).toBe('content');
    const missing = await bench.astrolabe('artefacts', 'w1', 'no.txt');
    expect(missing.exitCode).toBe(exitCodes.usage);

    bench.portal.answers['POST /api/workloads/v1/groups/g1/stop'] = [
      { status: 204 },
      { status: 204 },
    ];
    bench.portal.answers['DELETE /api/workloads/v1/groups/g1'] = [
      { status: 204 },
    ];
    const stopped = await bench.astrolabe('stop', 'g1', '--group');
    expect(stopped.stdout).toContain('All are being stopped');
    expect(stopped.stderr).toBe('');
    const losing = { ...workload, keepsFiles: false };
    const page = {
      items: [losing, { ...losing, state: 'stopped' }, workload],
      totalItems: 3,
      purposes: {},
    };
    bench.portal.answers['GET /api/workloads/v1/workloads'] = [{ json: page }];
    const lost = await bench.astrolabe('stop', 'g1', '--group');
    expect(lost.stderr).toContain('sites of 1 of this group keep no files');
    expect(lost.exitCode).toBe(exitCodes.ok);
    const saved = await bench.astrolabe('stop', 'g1', '--group', '--snapshot');
    expect(saved.exitCode).toBe(exitCodes.usage);
    expect(saved.stderr).toContain('snapshot take <id>');
    const gone = await bench.astrolabe('delete', 'g1', '--group', '--yes');
    expect(gone.exitCode).toBe(0);
  });
});
