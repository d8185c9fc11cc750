import { describe, expect, it } from 'vitest';
import { useBench } from './__testUtils__/bench';

const bench = useBench();

const summary = {
  source: '10.5281/zenodo.42',
  title: 'Corals\u001b[31m',
  creators: ['Cousteau, J.'],
  license: { name: 'cc-by-4.0' },
  access: 'open',
  bytesTotal: 1234,
};

describe('datasets', () => {
  it('are found, a page at a time', async () => {
    await bench.signedIn();
    bench.portal.answers['GET /api/assets/v1/dataset-search'] = [
      { json: { items: [summary], totalItems: 12, nextPage: 2 } },
    ];
    const { stdout, stderr } = await bench.astrolabe(
      ...['dataset', 'search', 'red corals & co'],
    );
    expect(stdout).toContain('10.5281/zenodo.42  1.2 kB  cc-by-4.0');
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toContain('12 in all; --page 2');
    const { searchParams } = new URL(
      bench.portal.calls[0].path,
      bench.portal.url,
    );
    expect(Object.fromEntries(searchParams)).toEqual({
      text: 'red corals & co',
      page: '1',
    });
  });

  it('are shown with size and checksums before anything is fetched', async () => {
    await bench.signedIn();
    const checksum = { algorithm: 'md5', value: 'abc' };
    bench.portal.answers['GET /api/assets/v1/dataset-description'] = [
      {
        json: {
          ...summary,
          url: 'https://zenodo.example/42',
          repository: { id: 'zenodo', title: 'Zenodo' },
          files: [{ path: 'corals.zip', url: 'x', bytes: 1234, checksum }],
          filesTotal: 21,
          sizeKnown: false,
          asset: '10.5281-zenodo.42',
        },
      },
    ];
    const { stdout } = await bench.astrolabe('dataset', 'show', '10.1/x');
    expect(stdout).toContain('21, at least 1.2 kB');
    expect(stdout).toContain('corals.zip  1.2 kB  md5:abc');
    expect(stdout).toContain('and 20 more');
  });

  it('are imported, and taken out again', async () => {
    await bench.signedIn();
    bench.portal.answers['POST /api/assets/v1/datasets'] = [
      { status: 201, json: { name: 'a', entityRef: 'x', title: 'Corals' } },
    ];
    bench.portal.answers['DELETE /api/assets/v1/datasets/a'] = [
      { status: 204 },
    ];
    const { stdout } = await bench.astrolabe('dataset', 'import', '10.1/x');
    expect(stdout).toContain('Corals is dataset/a of the catalogue');
    expect(bench.portal.calls[0].body).toEqual({ source: '10.1/x' });
    const gone = await bench.astrolabe('dataset', 'rm', 'dataset/a');
    expect(gone.stdout).toContain('taken out');
  });
});
