import { tierRef } from '@astrolabe/plugin-communities-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Doorstep,
  Following,
  eventually,
  PeopleOfProvider,
  startWorkloads,
  type Portal,
} from './__testUtils__';

const demo = {
  communities: { signIn: { demo: { enabled: true } } },
  others: { auth: { providers: { demo: {} } } },
};
const nia = 'user:default/nia';
const max = 'user:default/max';
const everybody = 'group:default/members';
/** Of Ada's session, and Max's: no community's. */
const lab = 'group:default/lab';

interface Answer {
  status: number;
  body: { error: { code: string } };
}

describe('sharing', () => {
  let portal: Portal;
  const people = new PeopleOfProvider();
  beforeAll(async () => {
    portal = await startWorkloads({
      ...demo,
      communities: {
        ...demo.communities,
        list: [{ id: 'imagine', title: 'iMagine' }],
      },
      groups: { ada: [lab, tierRef('full', 'imagine')], max: [lab] },
      people: people.told,
      config: { standing: { everySeconds: 0.2, graceSeconds: 0.5 } },
    });
  }, 60_000);
  afterAll(() => portal.stop());

  /** A workload of Ada's that runs. */
  async function running(request: object = {}): Promise<string> {
    const ada = portal.as('ada');
    const { body } = await ada.launch({}, { request }).expect(201);
    await ada.until(body.id, 'running');
    return `/v1/workloads/${body.id}`;
  }
  const share = (path: string, wish: object) =>
    portal.as('ada').put(`${path}/shares`).send(wish);
  const codeOf = async (sent: PromiseLike<Answer>) => {
    const { status, body } = await sent;
    return status < 400 ? String(status) : `${status} ${body.error.code}`;
  };

  it('lets a person do as much as their role says, until it is ended', async () => {
    const path = await running();
    const person = portal.as('nia');
    const tries = async () =>
      Promise.all(
        [
          person.get(path),
          person.get(`${path}/logs`),
          person.get(`${path}/files`),
          person.post(`${path}/endpoints/web/ticket`),
          person.post(`${path}/snooze`).send({ hours: 1 }),
          person.get(`${path}/passwords`),
          person.get(`${path}/shares`),
          person.put(`${path}/shares`).send({ subjectRef: max, role: 'view' }),
        ].map(codeOf),
      );
    const nothing = Array(8).fill('404 WORKLOAD_NOT_FOUND');
    expect(await tries()).toEqual(nothing);
    await share(path, { subjectRef: nia, role: 'view' }).expect(200);
    const [low, owners] = ['403 SHARE_ROLE', '403 OWNER_ONLY'];
    const none = [owners, owners, owners];
    expect(await tries()).toEqual(['200', '200', low, low, low, ...none]);
    await share(path, { subjectRef: nia, role: 'use' }).expect(200);
    expect(await tries()).toEqual(['200', '200', '200', '200', low, ...none]);
    const { body } = await share(path, {
      subjectRef: nia,
      role: 'manage',
    }).expect(200);
    const may = ['200', '200', '200', '200', '409 NOTHING_TO_SNOOZE'];
    expect(await tries()).toEqual([...may, ...none]);

    const listed = await portal.as('ada').get(`${path}/shares`).expect(200);
    expect(listed.body.items).toEqual([body]);
    await portal.as('ada').delete(`${path}/shares/${body.id}`).expect(204);
    expect(await tries()).toEqual(nothing);
    const again = portal.as('ada').delete(`${path}/shares/${body.id}`);
    expect(await codeOf(again)).toBe('404 SHARE_NOT_FOUND');
  });

  it('reaches no further than the tier of whom it is shared with', async () => {
    const path = await running({ community: 'imagine' });
    await share(path, {
      subjectRef: 'group:imagine/members',
      role: 'manage',
    }).expect(200);
    // Max is no member there.
    const { status } = await portal.as('max').get(path);
    expect(status).toBe(404);
    await portal.as('olga').get(path).expect(404);
  });

  it('shows what others share beside what is one’s own, as somebody else’s', async () => {
    const path = await running();
    await share(path, { subjectRef: everybody, role: 'use' }).expect(200);
    const list = async (whose: string) => {
      const { body } = await portal
        .as('nia')
        .get(`/v1/workloads?whose=${whose}&grouped=true`)
        .expect(200);
      const items: { id: string }[] = body.items;
      return items.filter(({ id }) => path.endsWith(id));
    };
    expect(await list('mine')).toEqual([]);
    for (const whose of ['shared', 'all']) {
      expect(await list(whose)).toMatchObject([
        { ownerRef: 'user:default/ada', shared: { role: 'use' } },
      ]);
    }
    const { body } = await portal.as('nia').get(path).expect(200);
    expect(body.shared).toEqual({ role: 'use' });
    // What somebody filled in may be a password.
    expect(body.request.values).toEqual({});
    const own = await portal.as('ada').get(path).expect(200);
    expect(own.body.shared).toBe(undefined);
  });

  it('is with members, tiers and groups of one’s own, and tells nobody who else there is', async () => {
    const path = await running();
    for (const subject of [max, everybody, tierRef('demo'), lab]) {
      await share(path, { subjectRef: subject, role: 'view' }).expect(200);
    }
    const tellTale = async (subjectRef: string) => {
      const { status, body } = await share(path, { subjectRef, role: 'view' });
      return { status, error: body.error };
    };
    // Names that nobody can have are asked of no other room, whose refusal
    // would be taken for its absence, and close what is open to everybody.
    for (const name of ['..', '.', 'a'.repeat(64)]) {
      const { status } = await tellTale(`user:default/${name}`);
      expect(status).toBe(404);
    }
    const unknown = await tellTale('user:default/nobody');
    expect(unknown).toMatchObject({
      status: 404,
      error: { code: 'SUBJECT_UNKNOWN' },
    });
    const elsewhere = await running({ community: 'imagine' });
    const member = await share(elsewhere, { subjectRef: max, role: 'view' });
    expect(member.status).toBe(404);
    expect(member.body.error).toEqual(unknown.error);
    expect(await tellTale('group:imagine/members')).toEqual(unknown);
    const codes = await Promise.all([
      codeOf(share(path, { subjectRef: 'user:default/ada', role: 'view' })),
      codeOf(
        share(path, {
          subjectRef: max,
          role: 'view',
          endsAt: '2020-01-01T00:00:00Z',
        }),
      ),
      codeOf(share(path, { subjectRef: max, role: 'own' })),
      codeOf(share(path, { subjectRef: 'max', role: 'view' })),
    ]);
    expect(codes).toEqual([
      '400 SHARE_WITH_OWNER',
      '400 SHARE_END_PAST',
      '400 INVALID_REQUEST',
      '400 INVALID_REQUEST',
    ]);
  });

  it('ends by itself, and with its workload', async () => {
    const path = await running();
    const person = portal.as('max');
    const endsAt = new Date(Date.now() + 1500).toISOString();
    await share(path, { subjectRef: max, role: 'manage', endsAt }).expect(200);
    await person.get(path).expect(200);
    await eventually(() => person.get(path).expect(404));
    await share(path, { subjectRef: max, role: 'manage' }).expect(200);
    const { body } = await person.post(`${path}/stop`).expect(200);
    expect(body.shared).toEqual({ role: 'manage' });
    await person.delete(path).expect(204);
    await eventually(async () => {
      const left = await portal.knex('shares').where({ resource_id: body.id });
      expect(left).toEqual([]);
    });
  });

  it('is told to the person, and written down', async () => {
    const path = await running();
    const { body } = await share(path, { subjectRef: nia, role: 'use' }).expect(
      200,
    );
    await portal.as('ada').delete(`${path}/shares/${body.id}`).expect(204);
    const { notifications, audits } = portal.heard;
    const id = path.split('/').at(-1)!;
    const told = notifications.filter(({ link }) => link.endsWith(id));
    expect(told).toEqual([
      {
        ...{ to: nia, link: `/workloads/${id}` },
        title: expect.stringContaining('ada shares'),
      },
    ]);
    const signals = portal.heard.signals.filter(({ to }) => to === nia);
    expect(signals).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({
          signal: expect.objectContaining({ kind: 'changed' }),
        }),
        { to: nia, signal: { kind: 'deleted', id } },
      ]),
    );
    const written = audits.filter(({ meta }) =>
      JSON.stringify(meta).includes(id),
    );
    expect(written.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'workload-share:succeeded',
        'workload-unshare:succeeded',
      ]),
    );
  });

  it('lets others launch from a snapshot, where they may use it', async () => {
    const path = await running();
    const ada = portal.as('ada');
    const { body } = await ada.post(`${path}/snapshots`).send({}).expect(201);
    const snapshot = `/v1/snapshots/${body.id}`;
    await eventually(async () => {
      const seen = await ada.get(snapshot);
      expect(seen.body.state).toBe('complete');
    });
    const request = { fromSnapshot: body.id };
    const launch = () => codeOf(portal.as('max').launch({}, { request }));
    expect(await launch()).toBe('404 SNAPSHOT_NOT_FOUND');
    await share(snapshot, { subjectRef: max, role: 'view' }).expect(200);
    expect(await launch()).toBe('403 SHARE_ROLE');
    const shared = await portal.as('max').get(snapshot).expect(200);
    expect(shared.body).toMatchObject({ shared: { role: 'view' } });
    await share(snapshot, { subjectRef: max, role: 'use' }).expect(200);
    expect(await launch()).toBe('201');
    const list = async (whose: string) => {
      const found = await portal
        .as('max')
        .get(`/v1/snapshots?whose=${whose}`)
        .expect(200);
      return found.body.items.map(({ id }: { id: string }) => id);
    };
    expect(await list('mine')).toEqual([]);
    expect(await list('shared')).toEqual([body.id]);
  });

  it('tells of changes while the person is a member, and no longer', async () => {
    const db = portal.communitiesKnex;
    const member = { community: 'imagine', tier: 'full' };
    const path = await running({ community: 'imagine' });
    const id = path.split('/').at(-1)!;
    for (const name of ['zoe', 'yan']) {
      await people.become(db, name, [member]);
      const subjectRef = `user:default/${name}`;
      await share(path, { subjectRef, role: 'view' }).expect(200);
    }
    const told = () =>
      ['zoe', 'yan'].map(
        name =>
          portal.heard.signals.filter(
            ({ to, signal }) =>
              to === `user:default/${name}` &&
              signal.kind === 'changed' &&
              signal.workload.id === id,
          ).length,
      );
    const ada = portal.as('ada');
    const change = async () => {
      await ada.post(`${path}/restart`);
      await ada.until(id, 'running');
      await ada.post(`${path}/stop`);
      await ada.until(id, 'stopped');
    };
    const before = told();
    await change();
    await eventually(() =>
      told().forEach((count, at) => expect(count).toBeGreaterThan(before[at])),
    );
    await people.become(db, 'zoe', []);
    await eventually(async () => {
      const [left, stays] = told();
      await change();
      const after = told();
      expect(after[0]).toBe(left);
      expect(after[1]).toBeGreaterThan(stays);
    });
  });

  it('that ends while somebody lists leaves nothing of it in their list', async () => {
    const path = await running();
    const id = path.split('/').at(-1)!;
    await share(path, { subjectRef: nia, role: 'view' }).expect(200);
    const { knex } = portal;
    const end = async (_rows: unknown, { sql }: { sql: string }) => {
      // Found, and not looked yet as what.
      if (!/from .workloads. /.test(sql)) return;
      await knex('shares').where({ resource_id: id }).delete();
    };
    knex.on('query-response', end);
    const { body } = await portal
      .as('nia')
      .get('/v1/workloads?whose=shared')
      .expect(200);
    knex.removeListener('query-response', end);
    expect(await knex('shares').where({ resource_id: id })).toEqual([]);
    expect(JSON.stringify(body)).not.toContain(id);
  });

  it('leaves what a restart takes with the owner', async () => {
    const path = await running();
    await share(path, { subjectRef: nia, role: 'manage' }).expect(200);
    const person = portal.as('nia');
    await person.post(`${path}/stop`).expect(200);
    const { body } = await person.get(path);
    await portal.as('ada').until(body.id, 'stopped');
    await person.post(`${path}/restart`).expect(200);
    await portal.as('ada').until(body.id, 'running');
    const holders = await portal
      .knex('workload_holders')
      .where({ workload_id: body.id })
      .pluck('holder_ref');
    expect(holders).toContain('user:default/ada');
    expect(holders).not.toContain(nia);
  });
});

describe('an endpoint that is shared', () => {
  let at: Doorstep;
  beforeAll(async () => {
    at = await Doorstep.create({
      ...demo,
      config: { standing: { everySeconds: 0.2, graceSeconds: 0.5 } },
    });
  }, 60_000);
  afterAll(() => at.close());

  it('opens to whom it is shared with, and closes when that is ended', async () => {
    const place = await at.running();
    const shares = `/v1/workloads/${place.id}/shares`;
    const ada = at.portal.as('ada');
    const wish = { subjectRef: nia, role: 'use' };
    const { body } = await ada.put(shares).send(wish).expect(200);
    at.who = 'nia';
    await at.enter(place);
    const { token } = await at.pass(place.id);
    const bearer = { authorization: `Bearer ${token}` };
    const statuses = () =>
      Promise.all(
        [{}, bearer].map(async headers => {
          const answer = await at.browser.visit(place.url, { headers });
          return answer.status;
        }),
      );
    expect(await statuses()).toEqual([200, 200]);
    const { socket } = await at.browser.connect(place.url);
    const closed = new Promise(resolve => socket!.once('close', resolve));
    const path = `/v1/workloads/${place.id}/logs/follow`;
    const log = new Following(at.portal.as('nia').get(path));
    await log.says('listening');
    await ada
      .put(shares)
      .send({ ...wish, role: 'view' })
      .expect(200);
    await eventually(async () => expect(await statuses()).toEqual([403, 403]));
    await closed;
    expect(log.text).not.toContain('ACCESS_ENDED');
    await ada.put(shares).send(wish).expect(200);
    await eventually(async () => expect(await statuses()).toEqual([200, 200]));
    await ada.delete(`${shares}/${body.id}`).expect(204);
    await eventually(async () => expect(await statuses()).toEqual([403, 403]));
    await log.ended;
    expect(log.text).toContain('it is not shared with you any more');
  });
});
