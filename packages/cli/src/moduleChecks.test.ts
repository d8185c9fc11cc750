import { describe, expect, it } from 'vitest';
import { errorOf, useBench } from './__testUtils__/bench';

const bench = useBench();
const CHECKS = '/api/assets/v1/assets/module/leaf/checks';
const commit = '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d';

const run = (given: object = {}) => ({
  ...{ id: 'run-1', entityRef: 'aimodule:default/leaf', runner: 'portal' },
  ...{ branch: 'main', commit, cause: 'push', personRef: 'user:default/ada' },
  ...{ createdAt: '2026-11-01T10:00:00Z', state: 'failed' },
  checks: [
    { name: 'metadata', status: 'passed', seconds: 1, hasLog: true },
    {
      ...{ name: 'tests', status: 'failed', seconds: 9, hasLog: true },
      reason: '2 of 14 failed',
    },
  ],
  ...given,
});

async function begin(items: object[], more: object = {}) {
  await bench.signedIn();
  const { answers } = bench.portal;
  answers[`GET ${CHECKS}`] = [{ json: { items, mayRun: true, ...more } }];
  return answers;
}
const checks = (...args: string[]) =>
  bench.astrolabe('module', 'checks', 'leaf', ...args);

describe('the checks of a module', () => {
  it('are listed, with what failed and whether its forge tells of pushes', async () => {
    const hook = {
      state: 'refused',
      reason: 'the token lacks admin:repo_hook',
    };
    const untold = 'hub answered 403';
    const proposed = run({ cause: 'pull', branch: 'try', runner: 'portal' });
    await begin([proposed, run()], { onPush: true, hook, untold });
    const { stdout, exitCode } = await checks();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/1a2b3c4 +main +portal +failed .* tests/);
    expect(stdout).toMatch(/1a2b3c4 +try \(pull request\) +portal/);
    expect(stdout).toContain('refused: the token lacks admin:repo_hook');
    expect(stdout).toMatch(/Forge is not told +hub answered 403/);
  });

  it('are run and watched until they are over, and say by the exit status how that went', async () => {
    const answers = await begin([]);
    const [queued, passed] = [
      { state: 'queued', checks: [] },
      { state: 'passed' },
    ];
    answers[`POST ${CHECKS}`] = [
      { status: 503, json: {} },
      { status: 201, json: run(queued) },
    ];
    answers[`GET ${CHECKS}/run-1`] = [{ json: run(passed) }];
    const watched = await checks('--run', '--revision', 'main', '--watch');
    expect(watched.exitCode).toBe(0);
    expect(watched.stderr).toMatch(/queued[^]*passed/);
    const posts = bench.portal.calls.filter(({ method }) => method === 'POST');
    expect(posts).toHaveLength(2);
    const [first, again] = posts.map(each => each.headers['idempotency-key']);
    expect(again).toBe(first);
    expect(posts[1].body).toEqual({ revision: 'main' });

    const proposed = run({ id: 'run-2', cause: 'pull', state: 'running' });
    const items = [proposed, run()];
    answers[`GET ${CHECKS}`] = [{ json: { items, mayRun: true } }];
    const failed = await checks('--watch', '--json');
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed).message).toBe('The checks have not passed: failed');
  });

  it('have logs, which are written as they are', async () => {
    // A forge without a runner begins nothing.
    const forge = run({ id: 'run-2', runner: 'forge', checks: [] });
    const answers = await begin([forge, run()]);
    answers[`GET ${CHECKS}/run-1/logs/tests`] = [
      { lines: ['E assert 3 == 4', '2 failed'] },
    ];
    const { stdout } = await checks('--log', 'tests');
    expect(stdout).toContain('E assert 3 == 4\n2 failed');
    answers[`GET ${CHECKS}`] = [{ json: { items: [run()], mayRun: true } }];
    const none = await checks('--log', 'x', '--json');
    expect(none.exitCode).toBe(4);
    expect(errorOf(none).nextStep).toBe('Take one of: metadata, tests');
  });

  it('of which there are none say how to begin, and a revision alone is a mistake', async () => {
    await begin([]);
    const none = await checks('--watch', '--json');
    expect(errorOf(none).nextStep).toContain('module checks leaf --run');
    const alone = await checks('--revision', 'main', '--json');
    expect(alone.exitCode).toBe(2);
  });
});
