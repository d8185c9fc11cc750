import { describe, expect, it } from 'vitest';
import { useBench } from './__testUtils__/bench';
import { workload } from './__testUtils__/samples';

const bench = useBench();
const route = `/api/workloads/v1/workloads/${workload.id}/shares`;
const share = {
  ...{ id: 'the-share', subjectRef: 'user:default/nia', role: 'use' },
  ...{ grantedBy: 'user:default/ada', createdAt: workload.createdAt },
};
const groups = ['group:default/members'];

describe('sharing', () => {
  it('names a person by name alone, says what they may, and ends by itself', async () => {
    await bench.signedIn();
    bench.portal.answers[`PUT ${route}`] = [{ json: share }];
    const { stdout } = await bench.astrolabe(
      ...['share', workload.id, 'nia', '--role', 'use', '--days', '7'],
    );
    expect(stdout).toBe('Shared with nia to use it\n');
    expect(bench.portal.calls.at(-1)).toMatchObject({
      method: 'PUT',
      path: route,
      body: {
        ...{ subjectRef: 'user:default/nia', role: 'use' },
        endsAt: expect.stringMatching(/Z$/),
      },
    });
  });

  it('is listed, and ended by whom it was with', async () => {
    await bench.signedIn();
    const list = { json: { items: [share], groups } };
    bench.portal.answers[`GET ${route}`] = [list, list];
    bench.portal.answers[`DELETE ${route}/the-share`] = [{ status: 204 }];
    const { stdout } = await bench.astrolabe('shares', workload.id);
    expect(stdout).toMatch(/user:default\/nia +use/);
    expect(stdout).toContain('Groups: group:default/members');
    const ended = await bench.astrolabe('unshare', workload.id, 'nia');
    expect(ended.stdout).toBe('Not shared with nia any more\n');
    expect(bench.portal.calls.at(-1)).toMatchObject({
      method: 'DELETE',
      path: `${route}/the-share`,
    });
  });
});
