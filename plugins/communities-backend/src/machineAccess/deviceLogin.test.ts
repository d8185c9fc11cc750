import type {
  DeviceLogin,
  NewAccessToken,
} from '@astrolabe/plugin-communities-common';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPortal } from '../__testUtils__/startPortal';

const API = '/api/communities/v1';

describe('a program that has no browser', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let session: string;

  beforeAll(async () => {
    portal = await startPortal();
    session = `Bearer ${await portal.signIn('ada')}`;
  });

  afterAll(() => portal?.stop());

  const post = (path: string, body: object, authorization?: string) => {
    const sent = request(portal.url).post(`${API}${path}`).send(body);
    return authorization ? sent.set('authorization', authorization) : sent;
  };

  async function begin(): Promise<DeviceLogin> {
    const wish = { client: 'astrolabe on lab-7', scopes: ['workloads:read'] };
    return (await post('/device', wish).expect(200)).body;
  }

  const redeem = ({ deviceCode }: DeviceLogin) =>
    post('/device/token', { deviceCode });

  /** As a patient program does it. */
  async function redeemed(login: DeviceLogin) {
    return vi.waitUntil(
      async () => {
        const answer = await redeem(login);
        return answer.body.error?.code === 'DEVICE_SLOW_DOWN'
          ? undefined
          : answer;
      },
      { timeout: 50_000, interval: 4500 },
    );
  }

  it('is let in by a person who sees what it is and what it wants', async () => {
    const login = await begin();
    expect(login).toMatchObject({
      userCode: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/),
      verificationUri: `${portal.url}/device`,
      intervalSeconds: 5,
    });
    const early = await redeem(login).expect(400);
    expect(early.body.error.code).toBe('DEVICE_PENDING');
    const hasty = await redeem(login).expect(400);
    expect(hasty.body.error.code).toBe('DEVICE_SLOW_DOWN');

    const typed = login.userCode.toLowerCase().replace('-', ' ');
    const path = `/approvals/${encodeURIComponent(typed)}`;
    const seen = await request(portal.url)
      .get(`${API}${path}`)
      .set('authorization', session)
      .expect(200);
    expect(seen.body).toMatchObject({
      client: 'astrolabe on lab-7',
      scopes: ['workloads:read'],
      userCode: login.userCode,
      address: expect.stringContaining('127.0.0.1'),
    });
    await post(path, { approve: true }, session).expect(204);
    // What is decided is decided.
    await post(path, { approve: false }, session).expect(404);

    const answer = await redeemed(login);
    expect(answer.status).toBe(201);
    const token: NewAccessToken = answer.body;
    expect(token).toMatchObject({ title: 'astrolabe on lab-7' });
    const used = await request(portal.url)
      .get('/api/workloads/x')
      .set('authorization', `Bearer ${token.token}`)
      .expect(200);
    expect(used.body.principal.userEntityRef).toBe('user:default/ada');

    const again = await redeem(login).expect(400);
    expect(again.body.error.code).toBe('DEVICE_EXPIRED');
  });

  it('gets nothing when it is refused', async () => {
    const login = await begin();
    const path = `/approvals/${login.userCode}`;
    await post(path, { approve: false }, session).expect(204);
    const answer = await redeem(login).expect(400);
    expect(answer.body.error.code).toBe('DEVICE_REFUSED');
  });

  it('is let in by nobody but a person who is signed in', async () => {
    const login = await begin();
    const path = `/approvals/${login.userCode}`;
    await post(path, { approve: true }).expect(401);
    const scopes = ['communities:read', 'communities:write'];
    const made = await post('/tokens', { title: 'Any', scopes }, session);
    const program = `Bearer ${made.body.token}`;
    const refused = await post(path, { approve: true }, program).expect(403);
    expect(refused.body.error.code).toBe('TOKEN_NEEDS_SESSION');
    await request(portal.url)
      .get(`${API}${path}`)
      .set('authorization', program)
      .expect(403);
    const still = await redeem(login).expect(400);
    expect(still.body.error.code).toBe('DEVICE_PENDING');
  });

  it('cannot be found by trying codes', async () => {
    const other = `Bearer ${await portal.signIn('nia')}`;
    const statuses: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const { status } = await request(portal.url)
        .get(`${API}/approvals/BCDFGHJ${'BCDFGHJKLM'[n % 10]}`)
        .set('authorization', other);
      statuses.push(status);
    }
    expect([...new Set(statuses)]).toEqual([404, 429]);
    expect(statuses.filter(status => status === 404).length).toBe(30);
  });

  it('asks only so often from one address', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 70; n += 1) {
      const wish = { client: 'x', scopes: ['workloads:read'] };
      statuses.add((await post('/device', wish)).status);
    }
    expect([...statuses]).toEqual([200, 429]);
  });

  it('has to say what it is and what it wants', async () => {
    for (const body of [
      { client: '', scopes: ['workloads:read'] },
      { client: 'x', scopes: [] },
      { client: 'x', scopes: ['workloads:read'], personRef: 'user:default/a' },
    ]) {
      await post('/device', body).expect(400);
    }
  });
});
