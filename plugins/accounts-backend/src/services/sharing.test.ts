import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { tierRef } from '@astrolabe/plugin-communities-common';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { afterAll, afterEach, beforeAll, expect, describe, it } from 'vitest';
import { aloneParts, createDatabase } from '../__testUtils__';
import {
  PASSWORD,
  startService,
  type LocalService,
} from '../__testUtils__/services';
import {
  refOf,
  startAccounts,
  type Portal,
} from '../__testUtils__/startAccounts';
import { connect } from '../database';
import { openServices } from './openServices';

const lab = 'group:default/lab';
const ofSea = tierRef('full', 'sea');

interface Answer {
  status: number;
  body: { error: { code: string } };
}

describe('a linked service that is shared', () => {
  let portal: Portal;
  let service: LocalService;
  let values: Record<string, string>;
  const accountsOf = async (
    name: string,
  ): Promise<{ id: string; title: string; shared?: { role: string } }[]> => {
    const { body } = await portal.as(name).get('/accounts');
    return body.items ?? [];
  };
  beforeAll(async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'accounts-'));
    portal = await startAccounts({
      keyFile: path.join(folder, 'key'),
      allowedHosts: ['127.0.0.1'],
      people: {
        ada: [ofSea, lab],
        lou: [tierRef('full', 'wood'), lab],
        zoe: [tierRef('full', 'wood')],
      },
    });
    ({ service, values } = await startService('webdav'));
    // Everybody has been here: that is how the portal knows of them.
    for (const name of Object.keys(portal.people)) await accountsOf(name);
  });
  afterAll(async () => {
    await portal.stop();
    await service.stop();
  });

  let number = 0;
  /** Another one of Ada's each time, by its title. */
  async function linked(): Promise<{ path: string; title: string }> {
    number += 1;
    const title = `Corals ${number}`;
    const user = `${values.user}`;
    const { body } = await portal
      .as('ada')
      .post('/accounts')
      .send({ service: 'webdav', values: { ...values, user }, title })
      .expect(201);
    return { path: `/accounts/${body.id}`, title };
  }
  afterEach(async () => {
    service.meanwhile = undefined;
    const { body } = await portal.as('ada').get('/accounts');
    for (const { id } of body.items) {
      await portal.as('ada').delete(`/accounts/${id}`);
    }
  });

  const seenBy = async (name: string, title: string) =>
    (await accountsOf(name)).find(each => each.title === title);
  const share = (at: string, subjectRef: string, role = 'view') =>
    portal.as('ada').put(`${at}/shares`).send({ subjectRef, role });
  const codeOf = async (sent: PromiseLike<Answer>) => {
    const { status, body } = await sent;
    return status < 400 ? String(status) : `${status} ${body.error.code}`;
  };

  it('is there for a person, who may as much as their role says, until it is ended', async () => {
    const { path: own, title } = await linked();
    const max = portal.as('max');
    const tries = async (at: string) => {
      const found = [];
      for (const sent of [
        () => max.post(`${at}/verification`),
        () => max.put(at).send({ values }),
        () => max.get(`${at}/shares`),
        () => max.put(`${at}/shares`).send({ subjectRef: lab, role: 'view' }),
        () => max.delete(`${at}/shares/${crypto.randomUUID()}`),
        () => max.delete(at),
      ]) {
        found.push(await codeOf(sent()));
      }
      return found;
    };
    const nothing = Array(6).fill('404 ACCOUNT_NOT_FOUND');
    expect(await seenBy('max', title)).toBe(undefined);
    const first = await share(own, refOf('max')).expect(200);
    const seen = await seenBy('max', title);
    expect(seen).toMatchObject({
      ownerRef: refOf('ada'),
      shared: { role: 'view' },
      health: { state: 'working' },
      values: {},
    });
    expect(seen).not.toHaveProperty('user');
    // What it is called for its owner leads another nowhere.
    expect(await tries(own)).toEqual(nothing);
    const theirs = `/accounts/${seen!.id}`;
    expect(seen!.id).toMatch(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])$/);
    const [low, owners] = ['403 SHARE_ROLE', '403 OWNER_ONLY'];
    const never = [owners, owners, owners, owners];
    expect(await tries(theirs)).toEqual([low, low, ...never]);
    await share(own, refOf('max'), 'use').expect(200);
    expect(await tries(theirs)).toEqual([low, low, ...never]);
    await share(own, refOf('max'), 'manage').expect(200);
    expect(await tries(theirs)).toEqual(['200', '200', ...never]);
    expect((await seenBy('max', title))!.id).toBe(seen!.id);
    const stranger = portal.as('zoe').post(`${theirs}/verification`);
    expect(await codeOf(stranger)).toBe('404 ACCOUNT_NOT_FOUND');

    const { body: list } = await portal.as('ada').get(`${own}/shares`);
    expect(list.items).toMatchObject([
      { id: first.body.id, subjectRef: refOf('max'), role: 'manage' },
    ]);
    const one = `${own}/shares/${first.body.id}`;
    await portal.as('ada').delete(one).expect(204);
    expect(await seenBy('max', title)).toBe(undefined);
    expect(await tries(theirs)).toEqual(nothing);
    const again = portal.as('ada').delete(one);
    expect(await codeOf(again)).toBe('404 SHARE_NOT_FOUND');
    expect(portal.heard.audits.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        ...['account-share:succeeded', 'account-unshare:succeeded'],
        ...['account-unlink:failed', 'account-share:failed'],
      ]),
    );
  });

  it('is read, written and mounted by who may, and its password is seen by nobody', async () => {
    const { path: own, title } = await linked();
    const { accounts } = portal;
    const max = refOf('max');
    await share(own, max).expect(200);
    const { id } = (await seenBy('max', title))!;
    expect(await accounts.list(max)).toMatchObject({
      items: [{ id, ownerRef: refOf('ada'), shared: { role: 'view' } }],
    });
    expect(await accounts.remote(max, id, 'read')).toMatchObject({
      secrets: { pass: PASSWORD },
      ownerRef: refOf('ada'),
    });
    await expect(accounts.remote(max, id, 'write')).rejects.toMatchObject({
      code: 'SHARE_ROLE',
    });
    await share(own, max, 'use').expect(200);
    expect(await accounts.remote(max, id, 'write')).toBeDefined();
    expect(await accounts.verify(max, id, { withinMs: 3000 })).toMatchObject({
      state: 'working',
    });
    const { body } = await portal.as('max').get('/accounts');
    for (const told of [body, portal.heard]) {
      expect(JSON.stringify(told)).not.toContain(PASSWORD);
    }
    await portal.as('ada').delete(own).expect(204);
    expect(await accounts.list(max)).toEqual({ items: [] });
    expect(await accounts.remote(max, id, 'read')).toBe(undefined);
    expect(await portal.knex('shares').select()).toEqual([]);
  });

  it('is managed with what the manager knows, and stays its owner’s', async () => {
    const { path: own, title } = await linked();
    await share(own, refOf('max'), 'manage').expect(200);
    const { id } = (await seenBy('max', title))!;
    const max = portal.as('max');
    // Without a password: what is kept is sent nowhere that a manager names.
    const { password: _, ...known } = values;
    const moved = { ...known, url: 'http://127.0.0.1:1/' };
    const away = max.put(`/accounts/${id}`).send({ values: moved });
    expect(await codeOf(away)).toBe('400 ACCOUNT_VALUES');
    const { body } = await max
      .put(`/accounts/${id}`)
      .send({ values, title: 'Reefs' })
      .expect(200);
    expect(body).toMatchObject({ id, title: 'Reefs', shared: {} });
    expect(await seenBy('ada', 'Reefs')).toMatchObject({
      id: own.split('/').at(-1),
    });
  });

  it.each([
    ['has linked another under its name', '404 ACCOUNT_NOT_FOUND'],
    ['shares it no more', '404 ACCOUNT_NOT_FOUND'],
    ['lets it be used only', '403 SHARE_ROLE'],
  ])(
    'stays as it is when its owner %s while it is asked for a manager',
    async (what, code) => {
      const { path: own, title } = await linked();
      const { body: made } = await share(own, refOf('max'), 'manage');
      const { id } = (await seenBy('max', title))!;
      const ada = portal.as('ada');
      const name = own.split('/').at(-1);
      const another = { service: 'webdav', values, title: 'Another', name };
      const acts: Record<string, () => Promise<unknown>> = {
        'has linked another under its name': async () => {
          await ada.delete(own).expect(204);
          await ada.post('/accounts').send(another).expect(201);
        },
        'shares it no more': () =>
          ada.delete(`${own}/shares/${made.id}`).expect(204),
        'lets it be used only': () => share(own, refOf('max'), 'use'),
      };
      const change = { values, title: 'Reefs' };
      service.meanwhile = acts[what];
      const sent = portal.as('max').put(`/accounts/${id}`).send(change);
      expect(await codeOf(sent)).toBe(code);
      expect(await seenBy('ada', 'Reefs')).toBe(undefined);
      expect(await portal.knex('stored_secrets').select()).toHaveLength(1);
    },
  );

  it('is told of to nobody from whom it was taken while it was asked', async () => {
    const { path: own, title } = await linked();
    const { body: made } = await share(own, refOf('max'), 'manage');
    const { id } = (await seenBy('max', title))!;
    service.meanwhile = () =>
      portal.as('ada').delete(`${own}/shares/${made.id}`).expect(204);
    const asked = portal.as('max').post(`/accounts/${id}/verification`);
    expect(await codeOf(asked)).toBe('404 ACCOUNT_NOT_FOUND');
  });

  it('is with people of a community of mine, its groups and my own, and tells nobody who else there is', async () => {
    const { path: own, title } = await linked();
    for (const subject of [refOf('max'), 'group:sea/members', ofSea, lab]) {
      await share(own, subject).expect(200);
    }
    expect(await seenBy('lou', title)).toMatchObject({ shared: {} });
    expect(await seenBy('mia', title)).toMatchObject({ shared: {} });
    expect(await seenBy('zoe', title)).toBe(undefined);
    const refused = [];
    for (const subject of [
      ...[refOf('zoe'), refOf('nobody'), 'group:wood/members'],
      ...['group:default/others', 'user:other/max'],
    ]) {
      const { body } = await share(own, subject).expect(404);
      refused.push({ ...body.error, stack: undefined });
    }
    for (const error of refused) expect(error).toEqual(refused[0]);
    const self = share(own, refOf('ada'));
    expect(await codeOf(self)).toBe('400 SHARE_WITH_OWNER');
    const endsAt = '2020-01-01T00:00:00Z';
    const past = portal
      .as('ada')
      .put(`${own}/shares`)
      .send({ subjectRef: refOf('max'), role: 'view', endsAt });
    expect(await codeOf(past)).toBe('400 SHARE_END_PAST');
    const { body } = await portal.as('ada').get(`${own}/shares`);
    expect(body.groups).toEqual(expect.arrayContaining([ofSea, lab]));
    expect(body.groups).not.toContain('group:wood/members');
  });

  it('is there no more for who is of no community of its owner any more, or may not', async () => {
    const { path: own, title } = await linked();
    await share(own, refOf('max'), 'manage').expect(200);
    await share(own, 'group:sea/members').expect(200);
    const is = async (name: string, refs: string[]) => {
      portal.people[name] = refs;
      return (await seenBy(name, title))?.shared?.role;
    };
    expect(await is('max', [tierRef('demo', 'sea')])).toBe(undefined);
    const { status } = await portal.as('max').get('/accounts');
    expect(status).toBe(403);
    expect(await is('max', [tierRef('full', 'wood')])).toBe(undefined);
    expect(await is('max', [ofSea])).toBe('manage');
    await portal
      .knex('shares')
      .update({ ends_at: new Date(Date.now() - 1000).toISOString() });
    expect(await is('max', [ofSea])).toBe(undefined);
  });

  it('never stands before one’s own, and is the same when both are linked', async () => {
    const { path: own, title } = await linked();
    await share(own, refOf('max'), 'use').expect(200);
    const { id } = (await seenBy('max', title))!;
    const body = { service: 'webdav', values, title: 'Own', name: id };
    await portal.as('max').post('/accounts').send(body).expect(201);
    const all = await accountsOf('max');
    expect(all.find(each => each.id === id)).toMatchObject({ title: 'Own' });
    const { body: asked } = await portal
      .as('max')
      .post(`/accounts/${id}/verification`)
      .expect(200);
    expect(asked).toMatchObject({ title: 'Own' });
    await portal.as('max').delete(`/accounts/${id}`).expect(204);
    expect(await seenBy('max', title)).toMatchObject({ id });
  });
});

describe('a linked service, in a portal that cannot ask what people belong to', () => {
  const knex = createDatabase();
  const [ada, max] = [refOf('ada'), refOf('max')];
  /** What happens, once, while it is looked up with whom one may share. */
  let meanwhile: (() => Promise<unknown>) | undefined;
  let room: ReturnType<typeof openServices>;
  let service: LocalService;
  let wish: { service: string; values: Record<string, string> };
  beforeAll(async () => {
    const parts = aloneParts();
    const { userInfo } = parts;
    const db = await connect(mockServices.database({ knex }));
    room = openServices(db, {
      ...parts,
      userInfo: {
        async getUserInfo(credentials) {
          const act = meanwhile;
          meanwhile = undefined;
          await act?.();
          return userInfo.getUserInfo(credentials);
        },
      },
    });
    const started = await startService('webdav');
    service = started.service;
    wish = { service: 'webdav', values: started.values };
  });
  afterEach(() => knex('linked_accounts').delete());
  afterAll(() => service.stop());
  const share = () =>
    room.shares.put(
      { kind: 'account', id: 'webdav' },
      { subjectRef: lab, role: 'use' },
      { credentials: mockCredentials.user(ada) },
    );

  it('is there for whose own it is, and what others share is left out for now', async () => {
    const { accounts, forRooms } = room;
    for (const person of [ada, max]) await accounts.link(person, wish);
    expect(await forRooms.list(max)).not.toHaveProperty('incomplete');
    await share();
    const { items, incomplete } = await forRooms.list(max);
    expect(items).toMatchObject([{ id: 'webdav', ownerRef: max }]);
    expect(incomplete).toBe(true);
    expect(await forRooms.remote(max, 'webdav', 'write')).toBeDefined();
    const within = { withinMs: 3000 };
    expect(await forRooms.verify(max, 'webdav', within)).toMatchObject({
      state: 'working',
    });
    await expect(
      forRooms.remote(max, 'webdav-0123456789ab', 'read'),
    ).rejects.toMatchObject({ code: 'STANDING_UNKNOWN' });
    await accounts.unlink(ada, 'webdav');
  });

  it.each([
    ['is unlinked', false],
    ['makes room for another of its name', true],
  ])('is shared with nobody when it %s meanwhile', async (_what, isAnother) => {
    await room.accounts.link(ada, wish);
    meanwhile = async () => {
      await room.accounts.unlink(ada, 'webdav');
      if (isAnother) await room.accounts.link(ada, wish);
    };
    await expect(share()).rejects.toThrow();
    expect(await knex('shares').select()).toEqual([]);
  });
});
