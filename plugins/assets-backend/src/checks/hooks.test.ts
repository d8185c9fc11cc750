import { createHmac } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ForgeError } from '../forges';
import {
  DAY,
  FIRST,
  MINUTE,
  openChecking,
  SECOND,
} from './__testUtils__/openChecking';
import { Hooks } from './Hooks';

describe('the hook by which a forge tells of pushes', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const open = async (options: { base?: string; isOnPush?: boolean } = {}) => {
    const knex = await databases.init('SQLITE_3');
    return { knex, ...(await openChecking({ knex, ...options })) };
  };

  it('believes what its secret has signed, as each forge signs, and nothing else', async () => {
    const { hooking, hooks, kept, repositories } = await open();
    await hooking.look();
    const { id } = await hooks.of((await repositories.get('leaves'))!);
    const secret = kept.get(id)!;
    const sent = { ref: 'refs/heads/main', before: SECOND, after: FIRST };
    const body = Buffer.from(JSON.stringify(sent));
    const digest = createHmac('sha256', secret).update(body).digest('hex');
    const take = (headers: Record<string, string>, what = body) =>
      hooking.take(id, { body: what, header: name => headers[name] });
    const ping = Buffer.from('{"zen":1}');
    const signed = createHmac('sha256', secret).update(ping).digest('hex');
    expect(
      await take(
        {
          'x-github-event': 'ping',
          'x-hub-signature-256': `sha256=${signed}`,
        },
        ping,
      ),
    ).toBe('ping');
    for (const headers of [
      {},
      { 'x-github-event': 'push' },
      { 'x-hub-signature-256': digest },
      { 'x-hub-signature-256': `sha256=${signed}` },
      { 'x-gitea-signature': '' },
      { 'x-gitea-signature': `${digest} ` },
      { 'x-gitlab-token': digest },
      { 'x-gitlab-token': '' },
      // The one that is wrong counts, whatever else is sent.
      { 'x-hub-signature-256': 'sha256=', 'x-gitlab-token': secret },
    ] as Record<string, string>[]) {
      await expect(take(headers)).rejects.toMatchObject({
        ...{ name: 'AuthenticationError', code: 'HOOK_SIGNATURE' },
      });
    }
    const gitlab = { 'x-gitlab-event': 'Push Hook', 'x-gitlab-token': secret };
    expect(await take(gitlab)).toBe('push');
    const gitea = { 'x-gitea-event': 'push', 'x-gitea-signature': digest };
    expect(await take(gitea)).toBe('known');
    const state = await hooks.of((await repositories.get('leaves'))!);
    expect(state.state).toBe('listening');
    await expect(
      hooking.take('hook-none', { body, header: () => undefined }),
    ).rejects.toMatchObject({ code: 'HOOK_UNKNOWN' });
  });

  it('asks the forge once, with a secret that it keeps, and again after a week', async () => {
    const { hooking, hooks, hooked, kept, repositories } = await open();
    await hooking.look();
    await hooking.look();
    expect(hooked).toHaveLength(1);
    const hook = await hooks.of((await repositories.get('leaves'))!);
    expect(hook.state).toBe('silent');
    expect(hooked[0]).toEqual({
      url: `https://portal.example/api/assets/v1/hooks/${hook.id}`,
      secret: kept.get(hook.id),
    });
    expect(hooked[0].secret).toMatch(/^[0-9a-f]{64}$/);
    vi.setSystemTime(Date.now() + 8 * DAY);
    await hooking.look();
    expect(hooked[1]).toEqual(hooked[0]);
  });

  it('has what is there checked from the beginning, once, whether or not it hears of pushes', async () => {
    const deaf = await open({ base: 'http://localhost:7007' });
    await deaf.hooking.look();
    expect(await deaf.all()).toMatchObject([{ commit: FIRST, cause: 'push' }]);
    const { hooking, push, all, forge } = await open();
    forge.tip.mockRejectedValueOnce(new ForgeError('away', 'hub is away'));
    await hooking.look();
    expect(await all()).toEqual([]);
    vi.setSystemTime(Date.now() + 11 * MINUTE);
    await hooking.look();
    expect(await push(FIRST)).toBe('push');
    vi.setSystemTime(Date.now() + 8 * DAY);
    await hooking.look();
    expect(await all()).toMatchObject([{ commit: FIRST, state: 'queued' }]);
    const off = await open({ isOnPush: false });
    await off.hooking.look();
    expect(await off.all()).toEqual([]);
  });

  it('has the first run there before its page stops asking for it', async () => {
    const { hooking, all, forge } = await open();
    const seen: unknown[] = [];
    forge.hook.mockImplementationOnce(async () => {
      seen.push(await all());
    });
    await hooking.look();
    expect(seen).toMatchObject([[{ commit: FIRST }]]);
  });

  it('says why the forge tells of nothing', async () => {
    const stateOf = async ({ hooks, repositories, hooking }: Opened) => {
      await hooking.look();
      const { state, reason } = await hooks.of(
        (await repositories.get('leaves'))!,
      );
      return [state, reason];
    };
    type Opened = Awaited<ReturnType<typeof open>>;
    expect(
      await stateOf(await open({ base: 'http://localhost:7007' })),
    ).toEqual(['none', expect.stringContaining('backend.baseUrl')]);
    expect(await stateOf(await open({ isOnPush: false }))).toEqual([
      'none',
      expect.stringContaining('assets.checks.onPush'),
    ]);
    const poor = await open();
    poor.forge.hook.mockRejectedValue(
      new ForgeError('forbidden', 'hub answered 403', { needs: 'admin' }),
    );
    expect(await stateOf(poor)).toEqual([
      'refused',
      'hub answered 403. The token lacks admin.',
    ]);
    const left = await open();
    left.leave();
    expect(await stateOf(left)).toEqual([
      'refused',
      expect.stringContaining('may not write to it'),
    ]);
    expect([left.hooked, await left.all()]).toEqual([[], []]);
    const unlinked = await open();
    unlinked.parts.forgeOf = async () => undefined as never;
    expect(
      await stateOf({ ...unlinked, hooking: new Hooks(unlinked.parts) }),
    ).toEqual(['refused', expect.stringContaining('linked no more')]);
    const sealed = await open();
    sealed.parts.forgeOf = async () => {
      throw new Error('accounts are sealed');
    };
    expect(
      await stateOf({ ...sealed, hooking: new Hooks(sealed.parts) }),
    ).toEqual(['none', 'It cannot be asked now.']);
  });

  it('has another hook where another repository has its name now', async () => {
    const { hooking, hooks, push, all, repositories } = await open();
    await hooking.look();
    const row = (await repositories.get('leaves'))!;
    const before = await hooks.of(row);
    await repositories.remove('leaves');
    const dueAt = new Date(Date.now() + DAY).toISOString();
    const { readAt: _, changedAt, hiddenAt, trouble, ...kept } = row;
    await repositories.put(
      { ...kept, personRef: 'user:default/eve' },
      { dueAt },
    );
    expect(await push(SECOND)).toBe('ignored');
    expect(await all()).toMatchObject([{ commit: FIRST }]);
    await hooking.look();
    await hooking.look();
    const now = await hooks.of((await repositories.get('leaves'))!);
    expect(now.personRef).toBe('user:default/eve');
    expect(now.id).not.toBe(before.id);
  });

  it('takes the hook and its secret away with the repository', async () => {
    const { hooking, kept, forge, repositories } = await open();
    await hooking.look();
    await repositories.remove('leaves');
    forge.unhook.mockRejectedValueOnce(new Error('away'));
    await hooking.look();
    expect(forge.unhook).toHaveBeenCalledOnce();
    expect(kept.size).toBe(0);
    await hooking.look();
    expect(forge.unhook).toHaveBeenCalledOnce();
  });
});
