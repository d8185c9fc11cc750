import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually, PeopleOfProvider, startWorkloads } from '../__testUtils__';
import {
  at,
  failed,
  FIRST,
  launch,
  LIFE,
  MODULE,
  runOf,
  SECOND,
  startFollowed,
  THIRD,
} from './__testUtils__/followed';

describe('what follows its module', () => {
  it('goes on with a newer commit that has passed, once, and its owner is told', async () => {
    const { portal, ada, modules } = await startFollowed();
    const { body: form } = await ada
      .get(`/v1/launch-form?entityRef=${encodeURIComponent(MODULE)}`)
      .expect(200);
    expect(form.canFollow).toBe(true);
    const { body } = await launch(portal).expect(201);
    await ada.until(body.id, 'running');
    expect(runOf(portal, body.id)).toBe(`1 --revision=${FIRST}`);
    expect(body).toMatchObject({
      follow: { isOn: true },
      request: { follow: true, values: {} },
    });
    // Two portals look, and one comes anew.
    const { knex, engine, shelf } = portal;
    const other = await startWorkloads({ knex, engine, shelf, modules });
    onTestFinished(other.stopPortal);
    modules.set(MODULE, at(SECOND));
    const after = await eventually(async () => {
      const { body: now } = await ada.get(`/v1/workloads/${body.id}`);
      expect(now.follow).toMatchObject({ commit: SECOND });
      expect(now.follow.since).toBeDefined();
      expect(now).toMatchObject({ state: 'running', request: body.request });
      return now;
    });
    expect(after.follow).toEqual({
      isOn: true,
      commit: SECOND,
      since: expect.any(String),
    });
    expect(runOf(portal, body.id)).toBe(`2 --revision=${SECOND}`);
    const events = await ada.get(`/v1/workloads/${body.id}/events`);
    expect(
      events.body.items.map((line: { reason: object }) => line.reason),
    ).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining('goes on with commit 22222222'),
      }),
    );
    await eventually(async () => {
      const { body: inbox } = await ada.get('/v1/notices/inbox');
      expect(inbox.items.map(({ kind }: { kind: string }) => kind)).toEqual([
        'updated',
      ]);
    });
    // Its branch is elsewhere by now: what came before is nothing to go back to.
    modules.set(MODULE, at(THIRD, { passed: FIRST }));
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(runOf(portal, body.id)).toBe(`2 --revision=${SECOND}`);
  });

  it('goes back to the version before where the newer does not come up, and tries it no more', async () => {
    const engine = new InMemoryWorkloadEngine({ manual: true });
    const { portal, ada, modules } = await startFollowed({ engine });
    const { body } = await launch(portal).expect(201);
    const begins = (generation: number, commit: string) =>
      eventually(() =>
        expect(runOf(portal, body.id)).toBe(
          `${generation} --revision=${commit}`,
        ),
      );
    await begins(1, FIRST);
    engine.observe(body.id, { state: 'running' });
    await ada.until(body.id, 'running');
    const lifeOf = () =>
      portal.engine.submitted(body.id)!.spec.lifetime.timeToLiveSeconds;
    expect(lifeOf()).toBe(LIFE);
    // It has run for an hour, and was warned of.
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    const idle = JSON.stringify({ since: hourAgo, warnings: 1 });
    await portal
      .knex('workloads')
      .where({ id: body.id })
      .update({ started_at: hourAgo, idle });
    modules.set(MODULE, at(SECOND));
    await begins(2, SECOND);
    engine.observe(body.id, failed);
    await begins(3, FIRST);
    const startedAt = new Date().toISOString();
    engine.observe(body.id, { state: 'running', startedAt });
    const back = await ada.until(body.id, 'running');
    // An update is nobody's use, and lengthens no life.
    expect(back.idle).toMatchObject({ since: hourAgo, warnings: 1 });
    expect(lifeOf()).toBeLessThanOrEqual(LIFE - 3600);
    const end = Date.parse(back.endsAt) - Date.parse(back.startedAt);
    expect(end / 1000).toBe(lifeOf());
    expect(back.follow).toEqual({
      isOn: true,
      commit: FIRST,
      refused: {
        commit: SECOND,
        at: expect.any(String),
        reason: expect.objectContaining({ message: 'It ended with 1.' }),
      },
    });
    const { body: inbox } = await ada.get('/v1/notices/inbox');
    expect(inbox.items[0].kind).toBe('update-failed');
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(runOf(portal, body.id)).toBe(`3 --revision=${FIRST}`);
    // The next one is tried again.
    modules.set(MODULE, at(THIRD));
    await begins(4, THIRD);
  });

  it('goes on where it was when the portal is killed amid an update', async () => {
    const engine = new InMemoryWorkloadEngine({ manual: true });
    const { portal, ada, modules } = await startFollowed({ engine });
    const { body } = await launch(portal).expect(201);
    await eventually(() => expect(runOf(portal, body.id)).toContain('1 '));
    engine.observe(body.id, { state: 'running' });
    await ada.until(body.id, 'running');
    modules.set(MODULE, at(SECOND));
    await eventually(() => expect(runOf(portal, body.id)).toContain('2 '));
    await portal.stopPortal();
    engine.observe(body.id, failed);
    const { knex, shelf } = portal;
    // It goes back also while nobody can say what its module is at.
    modules.get = () => {
      throw new Error('The database is away');
    };
    const next = await startWorkloads({ engine, knex, shelf, modules });
    onTestFinished(next.stopPortal);
    await eventually(() =>
      expect(runOf(next, body.id)).toBe(`3 --revision=${FIRST}`),
    );
  });

  it('stays as it is where its owner does not want that, and can be told so later', async () => {
    const { portal, ada, modules } = await startFollowed();
    const { body } = await launch(portal, {}).expect(201);
    const { id } = body;
    await ada.until(id, 'running');
    expect(body.follow).toEqual({ isOn: false });
    const follow = (isOn: boolean) =>
      ada.put(`/v1/workloads/${id}/follow`).send({ isOn }).expect(200);
    // What it goes back to is known from then on.
    const pinned = { isOn: true, commit: FIRST };
    expect((await follow(true)).body.follow).toEqual(pinned);
    await follow(false);
    modules.set(MODULE, at(SECOND));
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(runOf(portal, id)).toBe('1 --revision=');
    expect((await follow(true)).body.follow).toMatchObject({ isOn: true });
    await eventually(() =>
      expect(runOf(portal, id)).toBe(`2 --revision=${SECOND}`),
    );
    await eventually(async () =>
      expect((await follow(false)).body.follow).toMatchObject({
        isOn: false,
        commit: SECOND,
        since: expect.any(String),
      }),
    );
    modules.set(MODULE, at(THIRD));
    await ada.post(`/v1/workloads/${id}/stop`).expect(200);
    await ada.until(id, 'stopped');
    await ada.post(`/v1/workloads/${id}/restart`).expect(200);
    await ada.until(id, 'running');
    expect(runOf(portal, id)).toBe(`3 --revision=${SECOND}`);
    expect(portal.heard.audits).toContainEqual({
      what: 'workload-follow-set:succeeded',
      meta: { workloadId: id, isOn: 'true' },
    });
  });

  it('follows no other repository that has taken the name of its module', async () => {
    const { portal, ada, modules } = await startFollowed();
    const { body } = await launch(portal).expect(201);
    const path = `/v1/workloads/${body.id}`;
    await ada.until(body.id, 'running');
    const repository = 'https://forge.example 2';
    modules.set(MODULE, at(SECOND, { repository }));
    const after = await eventually(async () => {
      const { body: now } = await ada.get(path);
      expect(now.follow.isOn).toBe(false);
      return now;
    });
    expect(after.follow).toMatchObject({
      commit: FIRST,
      refused: {
        commit: SECOND,
        reason: { text: 'constraint-not-met.otherRepository' },
      },
    });
    modules.set(MODULE, at(THIRD, { repository }));
    const refused = await ada.put(`${path}/follow`).send({ isOn: true });
    expect(refused.body.error.code).toBe('NOTHING_TO_FOLLOW');
    expect(runOf(portal, body.id)).toBe(`1 --revision=${FIRST}`);
    const { body: inbox } = await ada.get('/v1/notices/inbox');
    expect(inbox.items).toHaveLength(1);
    // It is itself again.
    modules.set(MODULE, at(THIRD));
    await ada.put(`${path}/follow`).send({ isOn: true }).expect(200);
    await eventually(() =>
      expect(runOf(portal, body.id)).toBe(`2 --revision=${THIRD}`),
    );
  });

  it('tells once that its owner may not have it started anew, whatever was given up before', async () => {
    const people = new PeopleOfProvider();
    const engine = new InMemoryWorkloadEngine({ manual: true });
    const { portal, modules } = await startFollowed({
      ...{ engine, people: people.told },
      config: { standing: { everySeconds: 0.2, graceSeconds: 0.5 } },
    });
    const become = (tiers: string[]) =>
      people.become(
        portal.communitiesKnex,
        'zoe',
        tiers.map(tier => ({ community: 'default', tier })),
      );
    await become(['full']);
    const zoe = portal.as('zoe');
    const asked = { tool: 'module', request: { follow: true } };
    const { body } = await zoe.launch({}, asked).expect(201);
    const { id } = body;
    const comesUp = (generation: number, state: 'running' | 'failed') =>
      eventually(() => {
        expect(runOf(portal, id)).toContain(`${generation} `);
        engine.observe(id, state === 'failed' ? failed : { state });
      });
    await comesUp(1, 'running');
    await zoe.until(id, 'running');
    modules.set(MODULE, at(SECOND));
    await comesUp(2, 'failed');
    await comesUp(3, 'running');
    await zoe.until(id, 'running');
    await become([]);
    modules.set(MODULE, at(THIRD));
    const now = async () => {
      const row = await portal.knex('workloads').where({ id }).first();
      return { ...JSON.parse(row.follow), revision: row.revision };
    };
    const told = await eventually(async () => {
      expect((await now()).refused.commit).toBe(THIRD);
      return now();
    });
    expect(told).toMatchObject({
      commit: FIRST,
      refused: { reason: { message: expect.stringContaining('no member') } },
    });
    await new Promise(resolve => setTimeout(resolve, 700));
    expect(await now()).toEqual(told);
    expect(runOf(portal, id)).toBe(`3 --revision=${FIRST}`);
  });

  it('is refused for a chosen revision, for what has none and for what nobody checks', async () => {
    const { portal, modules } = await startFollowed();
    const refusal = async (request: object, tool = 'module') => {
      const { body, status } = await portal
        .as('ada')
        .launch({}, { tool, request: { follow: true, ...request } });
      return `${status} ${body.error.code}`;
    };
    const chosen = { values: { general: { revision: 'main' } } };
    expect(await refusal(chosen)).toBe('409 NOTHING_TO_FOLLOW');
    expect(await refusal({}, 'greeter')).toBe('409 NOTHING_TO_FOLLOW');
    modules.delete(MODULE);
    expect(await refusal({})).toBe('409 NOTHING_TO_FOLLOW');
  });
});
