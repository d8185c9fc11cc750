import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';

const bench = useBench();

describe('finding', () => {
  it('searches with facets, of which two values of one mean either', async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe(
      ...['assets', 'search', 'two words', '--kind', 'module'],
      ...['--library', 'PyTorch', '--library', 'Keras, the other'],
      ...['--data-type', 'Image', '--json'],
    );
    expect(JSON.parse(stdout).items[0].name).toBe('plankton');
    const { searchParams } = new URL(
      bench.portal.calls[0].path,
      bench.portal.url,
    );
    expect([...searchParams]).toEqual([
      ['kind', 'module'],
      ['text', 'two words'],
      ['limit', '24'],
      ['libraries', 'PyTorch'],
      ['libraries', 'Keras, the other'],
      ['dataTypes', 'Image'],
    ]);
  });

  it('shows what others typed without obeying it', async () => {
    await bench.signedIn();
    const found = await bench.astrolabe('assets', 'search');
    const shown = await bench.astrolabe('show-asset', 'module/plankton');
    expect(found.stdout).toContain('module/plankton');
    expect(found.stdout + shown.stdout).not.toContain('\u001b');
  });

  it('shows the form with defaults, ranges and units', async () => {
    await bench.signedIn();
    const { stdout } = await bench.astrolabe(
      'form',
      'aimodule:default/plankton',
    );
    expect(stdout).toMatchInlineSnapshot(`
      "FIELD            TYPE     DEFAULT     ALLOWED      WHAT IT IS
      general.title *  string   "Plankton"  -            Name
      general.tags     array    -           -
      hardware.memory  number   2           1 to 64 GiB  Memory
      hardware.cores   integer  1           1 | 2 | 4    Cores
      hardware.debug   boolean  -           -            Debug
      "
    `);
  });

  it('refuses a name that is none, with what would be one', async () => {
    await bench.signedIn();
    const result = await bench.astrolabe('form', 'plankton');
    expect(result.exitCode).toBe(exitCodes.usage);
    expect(result.stderr).toContain('such as tool/jupyterlab');
  });
});
