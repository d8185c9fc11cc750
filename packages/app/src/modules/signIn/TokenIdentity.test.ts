import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakePortal, ORIGIN, refusal } from '../../__testUtils__/fakePortal';
import { demoSignIn } from './useDemoSignIn';

const REFRESH = '/api/auth/demo/refresh';
let portal: FakePortal;

beforeEach(() => {
  vi.useFakeTimers();
  portal = new FakePortal().install();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function signIn(person = 'ada') {
  return demoSignIn({
    person,
    discoveryApi: { getBaseUrl: async room => `${ORIGIN}/api/${room}` },
    onSignOut() {},
  });
}

describe('a demo session', () => {
  it('uses its token as long as it is good', async () => {
    const identity = await signIn();
    vi.advanceTimersByTime(50 * 60_000);
    expect(await identity.getCredentials()).toEqual({ token: 'token-ada-1' });
    expect(portal.countOf(REFRESH)).toBe(1);
  });

  it('asks once for a new token, however many need it', async () => {
    const identity = await signIn();
    vi.advanceTimersByTime(59.5 * 60_000);
    const tokens = await Promise.all([
      identity.getCredentials(),
      identity.getCredentials(),
      identity.getCredentials(),
    ]);
    expect(tokens).toEqual(Array(3).fill({ token: 'token-ada-2' }));
    expect(portal.countOf(REFRESH)).toBe(2);
  });

  it('says that the portal did not answer, and asks again the next time', async () => {
    const identity = await signIn();
    vi.advanceTimersByTime(60 * 60_000);
    portal.answers[REFRESH] = refusal(503, 'ServiceUnavailableError', 'Away');
    await expect(identity.getCredentials()).rejects.toMatchObject({
      statusCode: 503,
    });
    delete portal.answers[REFRESH];
    expect(await identity.getCredentials()).toEqual({ token: 'token-ada-3' });
  });

  it('is not given to somebody unknown', async () => {
    await expect(signIn('mallory')).rejects.toMatchObject({ statusCode: 401 });
  });
});
