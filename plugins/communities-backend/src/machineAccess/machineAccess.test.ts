import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  tokenScopes,
  type NewAccessToken,
  type TokenScope,
} from '@astrolabe/plugin-communities-common';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { startPortal, statusOf } from '../__testUtils__/startPortal';
import { newToken } from './tokenFormat';

/** Rooms with OpenAPI documents of ours; in the test each says who asks. */
const rooms = ['workloads', 'assets', 'communities', 'storage'];

describe('access tokens of programs', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let session: string;

  beforeAll(async () => {
    portal = await startPortal();
    session = await portal.signIn('ada');
  });

  afterAll(() => portal?.stop());

  const ask = (method: string, address: string, authorization?: string) => {
    const asked = request(portal.url)[
      method.toLowerCase() as 'get' | 'post' | 'delete'
    ](address);
    return authorization ? asked.set('authorization', authorization) : asked;
  };

  async function make(
    scopes: TokenScope[],
    more: object = {},
  ): Promise<NewAccessToken> {
    const response = await ask(
      'POST',
      '/api/communities/v1/tokens',
      `Bearer ${session}`,
    )
      .send({ title: 'Nightly', scopes, ...more })
      .expect(201);
    return response.body;
  }

  const drop = ({ id }: NewAccessToken) =>
    ask(
      'DELETE',
      `/api/communities/v1/tokens/${id}`,
      `Bearer ${session}`,
    ).expect(204);

  it('speak for their person, who sees that they did', async () => {
    const token = await make(['communities:read', 'workloads:read']);
    const authorization = `Bearer ${token.token}`;
    const { body } = await ask(
      'GET',
      '/api/workloads/v1/workloads',
      authorization,
    ).expect(200);
    expect(body.principal).toMatchObject({
      type: 'user',
      userEntityRef: 'user:default/ada',
    });
    const me = await ask('GET', '/api/communities/v1/me', authorization);
    expect(me.body).toMatchObject({
      userRef: 'user:default/ada',
      tier: 'full',
    });

    const list = await ask('GET', '/api/communities/v1/tokens', authorization);
    const found = list.body.items.find(
      (item: NewAccessToken) => item.id === token.id,
    );
    expect(found).toMatchObject({
      title: 'Nightly',
      scopes: ['communities:read', 'workloads:read'],
      lastUsedAt: expect.any(String),
    });
    expect(list.text).not.toContain('ast_');
    await drop(token);
  });

  it('open what their scopes name, and no route more, in every room', async () => {
    const routes = rooms.flatMap(room => {
      const file = path.resolve(
        __dirname,
        `../../../../schemas/${room}.openapi.yaml`,
      );
      const { paths } = parse(readFileSync(file, 'utf8')) as {
        paths: Record<string, Record<string, unknown>>;
      };
      return Object.entries(paths).flatMap(([route, item]) =>
        Object.keys(item)
          .filter(key => /^(get|post|put|delete|patch)$/.test(key))
          .map(method => ({
            method: method.toUpperCase(),
            address: `/api/${room}${route.replace(/\{\w+\}/g, 'x')}`,
            needed: `${room}:${
              method === 'get' || /^\/v1\/(check|mend)$/.test(route)
                ? 'read'
                : 'write'
            }`,
          })),
      );
    });
    expect(routes.length).toBeGreaterThan(50);
    for (const scope of tokenScopes) {
      const token = await make([scope]);
      for (const { method, address, needed } of routes) {
        const { status, body } = await ask(
          method,
          address,
          `Bearer ${token.token}`,
        );
        const isOutside = body?.error?.code === 'TOKEN_SCOPE';
        expect({ scope, method, address, isOutside }).toEqual({
          scope,
          method,
          address,
          isOutside: scope !== needed,
        });
        if (!isOutside) continue;
        expect(status).toBe(403);
        expect(body.error.message).toContain(needed);
        expect(body.error.message).toContain(scope);
      }
      await drop(token);
    }
  });

  it.each([
    ['GET', '/'],
    ['GET', '/api/auth/v1/userinfo'],
    ['GET', '/api/auth/access-token/refresh'],
    ['POST', '/api/permission/authorize'],
    ['GET', '/API/workloads/v1/workloads'],
    ['GET', '/api/Workloads/v1/workloads'],
    ['GET', '/api//workloads/v1/workloads'],
    ['GET', '/api/workloads'],
    ['GET', '/api/workload%73/v1/workloads'],
    ['GET', '/api/workloads/.backstage/auth/v1/cookie'],
    ['GET', '/api/workloads/.BACKSTAGE/auth/v1/cookie'],
    ['GET', '/api/workloads/%2ebackstage/auth/v1/cookie'],
    ['GET', '/api/workloads/%2e%2e/signals/x'],
    ['GET', '/api/workloads/v1/%zz'],
    ['GET', '/api/signals/x'],
  ])('never open %s %s, whatever their scopes', async (method, address) => {
    const token = await make([...tokenScopes]);
    const { status, body, headers } = await ask(
      method,
      address,
      `Bearer ${token.token}`,
    );
    expect(status).toBe(403);
    expect(body.error.code).toBe('TOKEN_SCOPE');
    expect(headers['set-cookie']).toBeUndefined();
    await drop(token);
  });

  it.each([
    [
      'make no tokens',
      ['POST', 'tokens'],
      { title: 'More', scopes: ['workloads:write'] },
    ],
    ['accept no terms of use', ['PUT', 'terms'], { version: '1' }],
  ])('%s', async (_what, [method, route], sent) => {
    const token = await make([...tokenScopes]);
    const address = `/api/communities/v1/${route}`;
    const { body } = await ask(method, address, `Bearer ${token.token}`)
      .send(sent)
      .expect(403);
    expect(body.error.code).toBe('TOKEN_NEEDS_SESSION');
    await drop(token);
  });

  it('are the password of a feed reader, which knows only names and passwords', async () => {
    const token = await make(['assets:read', 'workloads:read']);
    const basic = (text: string) =>
      `Basic ${Buffer.from(text).toString('base64')}`;
    const feed = '/api/assets/v1/assets.atom';
    const asPassword = basic(`anybody:${token.token}`);
    const read = await ask('GET', feed, asPassword).expect(200);
    expect(read.body.principal).toMatchObject({
      userEntityRef: 'user:default/ada',
    });
    await ask('HEAD', feed, asPassword).expect(200);
    // A browser sends it by itself, whoever made it ask: it opens nothing else.
    await ask('GET', '/api/assets/v1/assets', asPassword).expect(401);
    await ask('GET', '/api/workloads/v1/workloads', asPassword).expect(401);
    await ask('POST', feed, asPassword).send({}).expect(401);
    await ask('GET', feed, basic(`anybody:ast_${'x'.repeat(49)}`)).expect(401);
    await ask('GET', feed, basic('anybody:of somebody')).expect(401);
    // Without a colon there is no password in it.
    await ask('GET', feed, basic(token.token)).expect(401);
    const other = await make(['workloads:read']);
    await ask('GET', feed, basic(`anybody:${other.token}`)).expect(403);
    await drop(token);
    await drop(other);
  });

  it('leave their trace in the audit log of their person', async () => {
    const doomed = await make(['assets:read']);
    const token = await make(['communities:write', 'communities:read']);
    const authorization = `Bearer ${token.token}`;
    await ask(
      'DELETE',
      `/api/communities/v1/tokens/${doomed.id}`,
      authorization,
    ).expect(204);
    const mine = `/api/communities/v1/audit/mine?object=${doomed.id}&event=token-revoke`;
    const entry = await vi.waitUntil(
      async () => (await ask('GET', mine, authorization)).body.items?.[0],
      { timeout: 30_000, interval: 200 },
    );
    expect(entry).toMatchObject({
      actor: 'user:default/ada',
      tokenId: token.id,
      outcome: 'succeeded',
    });
    await drop(token);
  });

  it('open nothing from the moment they are revoked, by their person or by who has them', async () => {
    const first = await make(['workloads:read']);
    const second = await make(['workloads:read']);
    const use = ({ token }: NewAccessToken) =>
      ask('GET', '/api/workloads/x', `Bearer ${token}`);
    await use(first).expect(200);
    await drop(first);
    await use(first).expect(401);

    await use(second).expect(200);
    await ask('POST', '/api/communities/v1/tokens/revocation')
      .send({ token: second.token })
      .expect(204);
    await use(second).expect(401);
    await ask('POST', '/api/communities/v1/tokens/revocation')
      .send({ token: newToken() })
      .expect(204);
  });

  it('are refused in the same words, whatever is wrong with them', async () => {
    const token = await make(['workloads:read']);
    const { token: secret } = token;
    const wrong = [
      // Of another portal, cut, with a slip, and what only looks alike.
      `Bearer ${newToken()}`,
      `Bearer ${secret.slice(0, -1)}`,
      `Bearer ${secret}x`,
      `Bearer ast_${secret.slice(4).toLowerCase()}`,
      `Bearer  ${secret} ${secret}`,
      `Basic ${secret}`,
      `Bearer ${secret}, Bearer ${session}`,
      secret,
    ];
    const answers = new Set<string>();
    for (const authorization of wrong) {
      const { status, body } = await ask(
        'GET',
        '/api/workloads/x',
        authorization,
      );
      expect([authorization, status]).toEqual([authorization, 401]);
      const { name, message, code, nextStep } = body.error;
      answers.add(JSON.stringify({ name, message, code, nextStep }));
    }
    expect(answers.size).toBe(1);
    await ask('GET', '/api/workloads/x', `bEaReR   ${secret}`).expect(200);
    await drop(token);
  });

  it('are not read from an address, a cookie, or one of two headers', async () => {
    const token = await make(['workloads:read']);
    const { token: secret } = token;
    await ask('GET', `/api/workloads/x?token=${secret}`).expect(401);
    await ask('GET', `/api/workloads/x?access_token=${secret}`).expect(401);
    await ask('GET', '/api/workloads/x')
      .set('cookie', `backstage-auth=${secret}`)
      .expect(401);
    for (const headers of [
      [`Bearer ${session}`, `Bearer ${secret}`],
      [`Bearer ${secret}`, `Bearer ${session}`],
    ]) {
      const { host } = new URL(portal.url);
      const status = await statusOf(`${portal.url}/api/workloads/x`, [
        ...['host', host],
        ...headers.flatMap(value => ['authorization', value]),
      ]);
      expect(status).toBe(401);
    }
    await drop(token);
  });

  it('open no WebSocket', async () => {
    const token = await make([...tokenScopes]);
    const status = await statusOf(`${portal.url}/api/signals`, [
      ...['host', new URL(portal.url).host],
      ...['connection', 'Upgrade', 'upgrade', 'websocket'],
      ...['sec-websocket-version', '13'],
      ...['sec-websocket-key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ...['authorization', `Bearer ${token.token}`],
    ]);
    expect(status).toBe(403);
    await drop(token);
  });

  it('live no longer than the operator allows, and are only so many', async () => {
    const post = (body: object) =>
      ask('POST', '/api/communities/v1/tokens', `Bearer ${session}`).send(body);
    const wish = { title: 'Long', scopes: ['workloads:read'] };
    const long = await post({ ...wish, days: 101 }).expect(400);
    expect(long.body.error.code).toBe('TOKEN_DAYS');
    for (const body of [
      { ...wish, scopes: [] },
      { ...wish, scopes: ['workloads:admin'] },
      { ...wish, title: '' },
      { ...wish, personRef: 'user:default/olga' },
    ]) {
      await post(body).expect(400);
    }
    const made: NewAccessToken[] = [];
    for (;;) {
      const { status, body } = await post(wish);
      if (status === 201) {
        made.push(body);
        expect(made.length).toBeLessThan(31);
        continue;
      }
      expect([status, body.error.code]).toEqual([403, 'TOKEN_LIMIT']);
      break;
    }
    expect(made).toHaveLength(30);
    for (const token of made) await drop(token);
  });

  it("are their person's alone", async () => {
    const token = await make(['workloads:read']);
    const other = await portal.signIn('nia');
    const list = await ask(
      'GET',
      '/api/communities/v1/tokens',
      `Bearer ${other}`,
    );
    expect(list.body.items).toEqual([]);
    await ask(
      'DELETE',
      `/api/communities/v1/tokens/${token.id}`,
      `Bearer ${other}`,
    ).expect(404);
    await ask('GET', '/api/workloads/x', `Bearer ${token.token}`).expect(200);
    await drop(token);
  });

  it('that are wrong too often are not looked at for a while, from that address', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 80; n += 1) {
      const { status } = await ask(
        'GET',
        '/api/workloads/x',
        `Bearer ${newToken()}`,
      );
      statuses.add(status);
    }
    expect([...statuses]).toEqual([401, 429]);
  });
});
