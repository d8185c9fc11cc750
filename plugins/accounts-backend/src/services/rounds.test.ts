import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aloneParts,
  createDatabase,
  InMemorySecretStore,
} from '../__testUtils__';
import {
  startService,
  TOKEN,
  type LocalService,
} from '../__testUtils__/services';
import { connect } from '../database';
import { openServices } from './openServices';

const ADA = 'user:default/ada';

describe('what is linked, while nobody looks', () => {
  const knex = createDatabase();
  let told: { title: string; description?: string }[];
  let service: LocalService;
  let secrets: InMemorySecretStore;
  let room: ReturnType<typeof openServices>;

  /** With the same secrets, and what it is registered at. */
  async function openRoom(oauth: object = {}) {
    const db = await connect(mockServices.database({ knex }));
    room = openServices(db, {
      ...aloneParts(),
      config: mockServices.rootConfig({
        data: { http: { allowedHosts: ['127.0.0.1'] }, accounts: { oauth } },
      }),
      store: secrets,
      notifications: {
        send: async ({ recipients, payload }) => {
          expect(recipients).toEqual({ type: 'entity', entityRef: ADA });
          told.push(payload);
        },
      } satisfies NotificationService,
    });
  }
  beforeEach(async () => {
    told = [];
    secrets = new InMemorySecretStore();
    await openRoom();
    await knex('linked_accounts').delete();
    const started = await startService('github');
    service = started.service;
    const wish = { service: 'github', values: started.values };
    await room.accounts.link(ADA, wish);
  });
  afterEach(() => service.stop());

  /** As if its time had come. */
  const round = async () => {
    await knex('linked_accounts').update({
      due_at: '2000-01-01T00:00:00.000Z',
    });
    await room.rounds.run();
    return (await room.accounts.list(ADA))[0];
  };

  it('is asked when its time has come, and not before', async () => {
    const asked = service.asked.length;
    await room.rounds.run();
    expect(service.asked).toHaveLength(asked);
    const { dueAt } = await round();
    expect(service.asked.length).toBeGreaterThan(asked);
    expect(Date.parse(dueAt)).toBeGreaterThan(Date.now());
  });

  it('has its owner told once that it lets the portal in no more, and again after it did', async () => {
    service.instead = { status: 401 };
    expect((await round()).failures).toBe(1);
    expect((await round()).failures).toBe(2);
    expect(told).toMatchObject([{ title: expect.stringContaining('GitHub') }]);
    service.instead = undefined;
    expect((await round()).health.state).toBe('working');
    expect(told).toHaveLength(1);
    service.instead = { status: 401 };
    await round();
    expect(told).toHaveLength(2);
  });

  it('is asked more seldom while it fails', async () => {
    service.instead = { status: 401 };
    const pauses: number[] = [];
    for (let i = 0; i < 4; i++) {
      const { dueAt, health } = await round();
      pauses.push(Date.parse(dueAt) - Date.parse(health.checkedAt!));
    }
    const minutes = pauses.map(each => Math.round(each / 60_000));
    expect(minutes).toEqual([15, 30, 60, 120]);
  });

  it('has nobody told when it does not answer: it may be back in a moment', async () => {
    service.instead = { status: 503 };
    expect((await round()).health).toMatchObject({
      state: 'unknown',
      trouble: 'away',
    });
    expect(told).toEqual([]);
  });

  it('has its owner told a week before a token ends', async () => {
    await round();
    expect(told).toEqual([]);
    const soon = new Date(Date.now() + 3 * 86_400_000).toISOString();
    service.instead = {
      json: { login: 'ada' },
      headers: { 'github-authentication-token-expiration': soon },
    };
    await round();
    await round();
    expect(told).toMatchObject([
      { title: expect.stringContaining(soon.slice(0, 10)) },
    ]);
  });

  it('has its owner told what to do when the operator has ended what one signed in by', async () => {
    await room.accounts.unlink(ADA, 'github');
    await openRoom({ github: { clientId: 'portal', url: service.url } });
    await room.accounts.linkSignedIn(ADA, 'github', { token: TOKEN });
    await openRoom();
    expect((await round()).health.state).toBe('working');
    service.instead = { status: 401 };
    expect((await round()).health).toMatchObject({
      ...{ state: 'failing', trouble: 'unregistered' },
    });
    await round();
    expect(told).toMatchObject([
      {
        description: expect.stringMatching(/not registered.*Ask the operator/),
      },
    ]);
  });

  describe('and was linked before the service was asked who one is there', () => {
    const signIn = () =>
      room.accounts.linkSignedIn(ADA, 'dropbox', { token: TOKEN });
    beforeEach(async () => {
      await service.stop();
      const started = await startService('dropbox');
      service = started.service;
      await openRoom({ dropbox: { clientId: 'portal', url: service.url } });
      await room.accounts.unlink(ADA, 'github');
      await signIn();
      await knex('linked_accounts').update({
        settings: JSON.stringify({ url: service.url }),
        identity: 'of before',
      });
    });

    it('is the same one when its owner signs in there', async () => {
      expect((await round()).health.state).toBe('working');
      expect((await signIn()).isNew).toBe(false);
      expect(await room.accounts.list(ADA)).toHaveLength(1);
    });

    it('stays where its owner has linked it twice meanwhile', async () => {
      expect((await signIn()).isNew).toBe(true);
      await round();
      const states = (await room.accounts.list(ADA)).map(
        ({ health, dueAt }) => [health.state, dueAt > '2001'],
      );
      expect(states).toEqual([
        ['working', true],
        ['working', true],
      ]);
    });
  });

  it('is said to have ended where it can be linked no more, to who would read it', async () => {
    await room.accounts.unlink(ADA, 'github');
    const values = { configuration: 'type = b2\nkey = canary' };
    await room.accounts.link(ADA, { service: 'rclone', values });
    for (const each of secrets.kept.values()) {
      each.data = { configuration: 'type = box' };
    }
    await expect(
      room.forRooms.remote(ADA, 'rclone', 'read'),
    ).rejects.toMatchObject({ code: 'ACCOUNT_ENDED' });
    await round();
    expect(told).toMatchObject([
      { description: expect.stringMatching(/box .* cannot be linked/) },
    ]);
  });

  it('has its owner told anew when something else is wrong with it', async () => {
    service.instead = { status: 401 };
    await round();
    service.instead = { status: 403 };
    await round();
    await round();
    expect(told.map(({ description }) => description)).toEqual([
      expect.stringContaining('does not let you in'),
      expect.stringContaining('does not allow this'),
    ]);
  });

  it('stays as it is while the secret store is away', async () => {
    secrets.state = { state: 'sealed' };
    expect((await round()).health.state).toBe('working');
    expect(told).toEqual([]);
  });

  it('leaves nothing behind where a crash came between', async () => {
    const old = '01900000-0000-7000-8000-000000000000';
    const kept = [...secrets.kept.keys()];
    const left = { data: { token: 'x' }, version: 1 };
    secrets.kept.set(`accounts/${old}`, left);
    secrets.kept.set(`logins/${old}`, left);
    await room.rounds.run();
    expect([...secrets.kept.keys()]).toEqual(kept);
  });
});
