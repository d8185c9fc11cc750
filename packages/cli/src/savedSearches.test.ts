import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';
import { refusal } from './__testUtils__/fakePortal';

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

  it('say what they find also to who may only read, and what is new stays so', async () => {
    await bench.signedIn();
    const looked = 'PUT /api/assets/v1/saved-searches/s1/looked';
    const error = { name: 'NotAllowedError', message: 'This needs more' };
    bench.portal.answers[looked] = [refusal(403, error)];
    const one = await bench.astrolabe('assets', 'saved', 'Leaves');
    expect(one.exitCode).toBe(0);
    expect(one.stdout).toContain('module/plankton');
    expect(one.stderr).toContain('they stay new: This needs more');
  });

  it('are not looked at while not all that came is shown', async () => {
    await bench.signedIn();
    const only = { items: [], totalItems: 12, nextCursor: 'x', facets: {} };
    bench.portal.answers['GET /api/assets/v1/assets'] = [{ json: only }];
    const { stderr } = await bench.astrolabe('assets', 'saved', 'Leaves');
    expect(stderr).toContain('3 came since you last looked, more than are');
    expect(bench.portal.calls.map(({ method }) => method)).not.toContain('PUT');
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
