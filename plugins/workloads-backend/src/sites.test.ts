import { because, type PlannedSite } from '@astrolabe/plugin-workloads-common';
import { afterEach, describe, expect, it } from 'vitest';
import {
  batch,
  createShelf,
  manifest,
  put,
  SitesEngine,
  startWorkloads,
  type Portal,
} from './__testUtils__';

const greeter = { entityRef: 'aitool:default/greeter', values: {} };
/** Shorter than any pause of a test, longer than any answer. */
const patient = { engineAnswerSeconds: 0.5 };
const TOO_LONG_MS = 3000;

describe('a portal with several engines', () => {
  const portals: Portal[] = [];
  const shelf = createShelf();
  afterEach(async () => {
    for (const portal of portals.splice(0)) await portal.stop();
  });

  async function start(
    engines: SitesEngine[],
    config: object = {},
    communities?: object,
  ) {
    const [engine, ...moreEngines] = engines;
    const portal = await startWorkloads({
      engine,
      shelf,
      moreEngines,
      config: { ...patient, ...config },
      ...(communities && { communities }),
    });
    portals.push(portal);
    return portal.as('ada');
  }

  const ids = (sites: PlannedSite[]) => sites.map(({ siteId }) => siteId);

  it('asks all of them, and ranks now before later before never, the preferred engine first', async () => {
    const one = new SitesEngine('one', { a: 'never', b: 'later', c: 'now' });
    const two = new SitesEngine('two', { d: 'now', e: 'later', f: 'never' });
    const ada = await start([one, two]);
    const { body } = await ada.post('/v1/plan').send(greeter).expect(200);
    expect(ids(body.sites)).toEqual(['c', 'd', 'b', 'e', 'a', 'f']);
    expect(body.sites[1]).toEqual({
      siteId: 'd',
      title: 'The site d',
      engine: 'two',
      verdict: 'now',
    });
    const launched = await ada.launch().expect(201);
    expect(launched.body).toMatchObject({
      engine: 'one',
      siteId: 'c',
      siteTitle: 'The site c',
    });
    await ada.until(launched.body.id, 'running');
    expect(one.submitted(launched.body.id)).toMatchObject({ siteId: 'c' });
  });

  it('prefers the engines in the order of the configuration, and leaves the others alone', async () => {
    const one = new SitesEngine('one', { a: 'now' });
    const two = new SitesEngine('two', { b: 'now' });
    const three = new SitesEngine('three', { c: 'now' });
    const ada = await start([one, two, three], {
      launchEngines: ['three', 'one'],
    });
    const { body } = await ada.post('/v1/plan').send(greeter).expect(200);
    expect(ids(body.sites)).toEqual(['c', 'a']);
    const capacity = await ada.get('/v1/capacity').expect(200);
    expect(ids(capacity.body.items)).toEqual(['c', 'a']);
    expect(two.calls.map(({ method }) => method)).not.toContain('plan');
    const elsewhere = await ada.launch({}, { siteId: 'b' }).expect(400);
    expect(elsewhere.body.error.code).toBe('UNKNOWN_SITE');
  });

  it("offers a community's sites alone, and runs there in its namespace", async () => {
    const one = new SitesEngine('one', { a: 'now', b: 'later', c: 'now' });
    const ada = await start(
      [one],
      {},
      {
        list: [
          {
            ...{ id: 'default', title: 'Portal' },
            ...{ sites: ['b', 'elsewhere'], namespaces: { one: 'sea' } },
          },
        ],
      },
    );
    const { body } = await ada.post('/v1/plan').send(greeter).expect(200);
    expect(ids(body.sites)).toEqual(['b']);
    const advice = await ada.post('/v1/advice').send(greeter).expect(200);
    expect(ids(advice.body.rows[0].sites)).toEqual(['b']);
    const refused = await ada.launch({}, { siteId: 'a' }).expect(400);
    expect(refused.body.error).toMatchObject({
      ...{ code: 'UNKNOWN_SITE', cause: 'siteId: the sites are b' },
    });
    const launched = await ada.launch().expect(201);
    expect(launched.body.siteId).toBe('b');
    await ada.until(launched.body.id, 'running');
    expect(one.submitted(launched.body.id)?.spec.placement).toMatchObject({
      ...{ sites: ['b', 'elsewhere'], namespaces: { one: 'sea' } },
    });
  });

  it("runs what infers at a community's inference clusters, and the rest at its sites", async () => {
    const one = new SitesEngine('one', { a: 'now', b: 'now' });
    const block = { sites: ['a'], inferenceClusters: ['b'] };
    const ada = await start(
      [one],
      {},
      { list: [{ ...{ id: 'default', title: 'Portal' }, ...block }] },
    );
    const onDemand = structuredClone(manifest);
    onDemand.workload.lifetime = { kind: 'on-demand' };
    put(shelf, 'caller', onDemand);
    const sitesFor = async (tool: string) => {
      const wish = { entityRef: `aitool:default/${tool}`, values: {} };
      const { body } = await ada.post('/v1/plan').send(wish).expect(200);
      return ids(body.sites);
    };
    expect(await sitesFor('greeter')).toEqual(['a']);
    expect(await sitesFor('caller')).toEqual(['b']);
  });

  it('says where a site is, as far as it was told', async () => {
    const one = new SitesEngine('one', { a: 'now', b: 'now' });
    const sites = [{ id: 'b', latitude: 43.46, longitude: -3.8 }];
    const ada = await start([one], { sites });
    const { body } = await ada.get('/v1/capacity').expect(200);
    expect(body.items).toMatchObject([
      { siteId: 'a' },
      { siteId: 'b', place: { latitude: 43.46, longitude: -3.8 } },
    ]);
    expect(body.items[0]).not.toHaveProperty('place');
  });

  it('sends nothing to a site whose id a preferred engine has too', async () => {
    const one = new SitesEngine('one', { a: 'later' });
    const two = new SitesEngine('two', { a: 'now', b: 'never' });
    const ada = await start([one, two]);
    const { body } = await ada.post('/v1/plan').send(greeter).expect(200);
    expect(body.sites).toMatchObject([
      { siteId: 'a', engine: 'one' },
      { siteId: 'b', engine: 'two' },
    ]);
    const capacity = await ada.get('/v1/capacity').expect(200);
    expect(ids(capacity.body.items)).toEqual(['a', 'b']);
    const launched = await ada.launch({}, { siteId: 'a' }).expect(201);
    expect(launched.body.engine).toBe('one');
  });

  it('does not start when it shall launch on an engine that is not installed', async () => {
    const one = new SitesEngine('one', { a: 'now' });
    await expect(start([one], { launchEngines: ['moon'] })).rejects.toThrow(
      "Invalid value 'moon' in workloads.launchEngines: installed are one",
    );
  });

  it('says that nothing new is launched where no engine takes it', async () => {
    const ada = await start([new SitesEngine('one', { a: 'now' })], {
      launchEngines: [],
    });
    const { body } = await ada.launch().expect(409);
    expect(body.error).toMatchObject({
      code: 'NO_SITE',
      nextStep: 'Ask who operates this portal.',
    });
  });

  it.each([
    ['fails', (engine: SitesEngine) => engine.lose(), 'Out of reach'],
    [
      'hangs',
      (engine: SitesEngine) => {
        engine.delay('plan', TOO_LONG_MS);
        engine.delay('capacity', TOO_LONG_MS);
      },
      expect.stringMatching(/^(No answer in 0\.5 s|Still no answer)$/),
    ],
  ])('goes on with the others when one %s', async (_how, fail, evidence) => {
    const bad = new SitesEngine('bad', { a: 'now' });
    const good = new SitesEngine('good', { b: 'later', c: 'never' });
    const ada = await start([bad, good]);
    fail(bad);
    const reason = {
      ...because('engine-unreachable.planning', { engine: 'bad' }),
      evidence,
    };
    const asked = performance.now();
    const { body } = await ada.post('/v1/plan').send(greeter).expect(200);
    expect(performance.now() - asked).toBeLessThan(TOO_LONG_MS);
    expect(ids(body.sites)).toEqual(['b', 'c', undefined]);
    expect(body.sites[2]).toEqual({
      title: 'bad',
      engine: 'bad',
      verdict: 'unknown',
      reason,
    });
    const capacity = await ada.get('/v1/capacity').expect(200);
    expect(ids(capacity.body.items)).toEqual(['b', 'c']);
    expect(capacity.body.unreachable).toEqual([{ engine: 'bad', reason }]);
    const launched = await ada.launch().expect(201);
    expect(launched.body).toMatchObject({ engine: 'good', siteId: 'b' });
  });

  it('waits for a silent engine once, not each time, and takes it again when it answers', async () => {
    const bad = new SitesEngine('bad', { a: 'now' });
    const ada = await start([bad, new SitesEngine('good', { b: 'now' })], {
      engineAnswerSeconds: 4,
    });
    const planned = async () => {
      const asked = performance.now();
      const { body } = await ada.post('/v1/plan').send(greeter).expect(200);
      return { ids: ids(body.sites), took: performance.now() - asked };
    };
    bad.delay('plan', 2 * TOO_LONG_MS);
    expect((await planned()).took).toBeGreaterThan(3900);
    const again = await planned();
    expect(again.ids).toEqual(['b', undefined]);
    expect(again.took).toBeLessThan(3500);
    bad.delay('plan', 0);
    expect((await planned()).ids).toEqual(['a', 'b']);
  });

  it('names the sites of an engine that is away, and waits there for whom chooses one', async () => {
    const far = new SitesEngine('far', { a: 'now', b: 'now' });
    const near = new SitesEngine('near', { c: 'never' });
    const ada = await start([far, near]);
    await ada.get('/v1/capacity').expect(200);
    far.lose();
    const { body } = await ada.post('/v1/plan').send(greeter).expect(200);
    expect(body.sites).toMatchObject([
      { siteId: 'c', verdict: 'never' },
      { siteId: 'a', title: 'The site a', verdict: 'unknown' },
      { siteId: 'b', title: 'The site b', verdict: 'unknown' },
    ]);
    const anywhere = await ada.launch().expect(503);
    expect(anywhere.body.error).toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      cause: "The engine 'far' does not answer. Out of reach",
    });
    const there = await ada.launch({}, { siteId: 'b' }).expect(201);
    expect(there.body).toMatchObject({ engine: 'far', siteId: 'b' });
    far.find();
    await ada.until(there.body.id, 'running');
  });

  it('does not say that a site is unknown while nobody could tell', async () => {
    const bad = new SitesEngine('bad', { a: 'now' });
    const ada = await start([bad, new SitesEngine('good', { b: 'now' })]);
    bad.lose();
    const { body } = await ada.launch({}, { siteId: 'a' }).expect(503);
    expect(body.error).toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      nextStep: 'Take one of b, or try again in a moment.',
    });
    bad.find();
    await ada.launch({}, { siteId: 'a' }).expect(201);
  });
});

describe('choosing a site', () => {
  const here = () =>
    new SitesEngine('here', { now: 'now', later: 'later', never: 'never' });
  let portal: Portal;
  afterEach(() => portal.stop());

  async function start() {
    portal = await startWorkloads({
      engine: here(),
      moreEngines: [new SitesEngine('there', { far: 'now' })],
    });
    return portal.as('ada');
  }

  it('runs it there, and remembers that it was chosen', async () => {
    const ada = await start();
    const { body } = await ada.launch({}, { siteId: 'far' }).expect(201);
    expect(body).toMatchObject({
      engine: 'there',
      siteId: 'far',
      siteTitle: 'The site far',
      request: { ...greeter, siteId: 'far' },
    });
    const list = await ada.get('/v1/workloads').expect(200);
    expect(list.body.items).toMatchObject([
      { siteId: 'far', siteTitle: 'The site far' },
    ]);
  });

  it('asks that site alone beforehand', async () => {
    const ada = await start();
    const { body } = await ada
      .post('/v1/plan')
      .send({ ...greeter, siteId: 'never' })
      .expect(200);
    expect(body.sites).toMatchObject([{ siteId: 'never', verdict: 'never' }]);
  });

  it('waits at a site that says later, though others could start now', async () => {
    const ada = await start();
    const { body } = await ada.launch({}, { siteId: 'later' }).expect(201);
    expect(body).toMatchObject({ engine: 'here', siteId: 'later' });
  });

  it('refuses a site where it can never run, with the reason of that site', async () => {
    const ada = await start();
    const { body } = await ada.launch({}, { siteId: 'never' }).expect(409);
    expect(body.error).toMatchObject({
      code: 'NO_SITE',
      message: expect.stringContaining("'never'"),
      cause: 'never says never',
      nextStep: 'Ask never for less.',
    });
  });

  it('names the field and the sites there are, when there is no such site', async () => {
    const ada = await start();
    const wrong = { ...greeter, siteId: 'atlantis' };
    const answers = [
      await ada.launch({}, wrong).expect(400),
      await ada.post('/v1/plan').send(wrong).expect(400),
    ];
    for (const { body } of answers) {
      expect(body.error).toMatchObject({
        name: 'InputError',
        code: 'UNKNOWN_SITE',
        cause: expect.stringMatching(/siteId.*now, far, later, never/),
        problems: [
          {
            path: 'siteId',
            message: "There is no site 'atlantis'",
            allowed: ['now', 'far', 'later', 'never'],
          },
        ],
      });
    }
  });

  it.each(['', 'x'.repeat(129), 7, ['far'], { far: true }])(
    'refuses %j as the name of a site',
    async siteId => {
      const ada = await start();
      await ada
        .post('/v1/plan')
        .send({ ...greeter, siteId })
        .expect(400);
      await ada.launch({}, { siteId: siteId as string }).expect(400);
    },
  );

  it('is part of what a key stands for', async () => {
    const ada = await start();
    const key = 'the-same-key';
    const first = await ada.launch({}, { key, siteId: 'far' }).expect(201);
    const again = await ada.launch({}, { key, siteId: 'far' }).expect(201);
    expect(again.body.id).toBe(first.body.id);
    for (const siteId of ['now', undefined]) {
      const { body } = await ada.launch({}, { key, siteId }).expect(409);
      expect(body.error.code).toBe('IDEMPOTENCY_KEY_REUSED');
    }
  });

  it('goes no further than what the manifest allows', async () => {
    const ada = await start();
    const { workload, form } = batch('serve');
    const placement = { sites: ['far', 'never'] };
    put(portal.shelf, 'picky', { form, workload: { ...workload, placement } });
    const anywhere = await ada.launch({}, { tool: 'picky' }).expect(201);
    expect(anywhere.body.siteId).toBe('far');
    const { body } = await ada
      .launch({}, { tool: 'picky', siteId: 'now' })
      .expect(400);
    expect(body.error.problems[0].allowed).toEqual(['far', 'never']);
  });
});
