import { expect, it } from 'vitest';
import { useBench } from './__testUtils__/bench';
import { refusal } from './__testUtils__/fakePortal';
import { exitCodes } from './lib/errors';

const bench = useBench();
const BASE = '/api/communities/v1/access-requests';
const request = {
  id: '019cafe0-0000-7000-8000-000000000003',
  personRef: 'user:default/nia',
  displayName: 'Nia Newcomer',
  community: 'default',
  tier: 'full',
  reason: 'A course',
  state: 'pending',
  createdAt: '2026-11-01T08:00:00.000Z',
  expiresAt: '2096-11-15T08:00:00.000Z',
};

it('asks for access, with the reason, and shows what came of it', async () => {
  await bench.signedIn();
  bench.portal.answers[`POST ${BASE}`] = [{ status: 201, json: request }];
  const asked = await bench.astrolabe(
    ...['access', 'request', 'default', 'full'],
    ...['--reason', 'A course', '--days', '7'],
  );
  expect(asked.exitCode).toBe(exitCodes.ok);
  expect(bench.portal.calls[0].body).toEqual({
    ...{ community: 'default', tier: 'full' },
    ...{ reason: 'A course', days: 7 },
  });
  bench.portal.answers[`GET ${BASE}`] = [
    { json: { items: [{ ...request, state: 'refused', note: 'Next year' }] } },
  ];
  const listed = await bench.astrolabe('access', 'list');
  expect(listed.stdout).toMatch(/default +full +refused .* Next year/);
});

it('lets a manager decide, and says what the portal has against it', async () => {
  await bench.signedIn();
  const approve = `POST ${BASE}/${request.id}/approve`;
  bench.portal.answers[approve] = [
    { json: { ...request, state: 'approved' } },
    refusal(409, {
      name: 'ConflictError',
      message: 'This request waits no more',
      code: 'ACCESS_DECIDED',
    }),
  ];
  const command = ['access', 'approve', request.id, '--days', '5'];
  const first = await bench.astrolabe(...command);
  expect(first.stdout).toContain('approved');
  expect(bench.portal.calls[0].body).toEqual({ days: 5 });
  const second = await bench.astrolabe(...command);
  expect(second.exitCode).toBe(exitCodes.conflict);
  expect(second.stderr).toContain('This request waits no more');
});
