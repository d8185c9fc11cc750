import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';

const bench = useBench();

describe('saved searches', () => {
  it('are saved with what was searched for, and not with where one was in it', async () => {
    await bench.signedIn();
    await bench.astrolabe(
      ...['assets', 'search', 'leaf', '--kind', 'module', '--tag', 'plants'],
      ...['--limit', '5', '--save', 'Leaves'],
    );
    const { body } = bench.portal.calls.at(-1)!;
    expect(body).toMatchObject({
      name: 'Leaves',
      query: { kind: 'module', text: 'leaf', facets: { tags: ['plants'] } },
    });
    expect(body).not.toHaveProperty('query.limit');
  });

  it('are listed with what is new, and one says what it finds', async () => {
    await bench.signedIn();
    const all = await bench.astrolabe('assets', 'saved');
    expect(all.stdout).toMatchInlineSnapshot(`
      "NAME    FOUND  NEW  WHAT IS LOOKED FOR
      Leaves  12     3    module, leaf, plants
      "
    `);
    const one = await bench.astrolabe('assets', 'saved', 'Leaves');
    expect(one.stdout).toContain('module/plankton');
    expect(one.stderr).toContain('3 came since you last looked');
    const asked = bench.portal.calls.map(
      ({ method, path }) => `${method} ${path}`,
    );
    expect(asked.at(-2)).toContain('sort=added');
    expect(asked.at(-1)).toMatch(/^PUT .*saved-searches\/s1\/looked$/);
  });

  it('are renamed and deleted, and one that is not there is said', async () => {
    await bench.signedIn();
    await bench.astrolabe('assets', 'saved', 'Leaves', '--rename', 'Foliage');
    expect(bench.portal.calls.at(-1)!.body).toEqual({ name: 'Foliage' });
    await bench.astrolabe('assets', 'saved', 'Leaves', '--delete');
    expect(bench.portal.calls.at(-1)!.method).toBe('DELETE');
    const none = await bench.astrolabe('assets', 'saved', 'Roots');
    expect(none.exitCode).toBe(exitCodes.notFound);
    expect(none.stderr).toContain('Take one of: Leaves');
  });
});
