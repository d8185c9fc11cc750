import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import { ConflictError } from '@backstage/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  batch,
  eventually,
  put,
  startWorkloads,
  type Portal,
} from './__testUtils__';

const oddText =
  "\"}}; ${HOME} ${{ user.ref }} $(touch /tmp/owned) `id` 'quoted' \\n\nsecond line ü😀";

describe('launching', () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await startWorkloads();
  });
  afterEach(() => portal.stop());

  const specOf = (id: string): WorkloadSpec =>
    portal.engine.submitted(id)!.spec;

  it('shows me the form of a tool, with what my tier allows', async () => {
    const path = '/v1/launch-form?entityRef=aitool:default/greeter';
    const { body } = await portal.as('nia').get(path).expect(200);
    expect(body).toMatchObject({
      entityRef: 'aitool:default/greeter',
      title: 'The greeter',
      defaults: { general: { title: 'Hello' }, hardware: { memory: 1 } },
    });
    expect(body.schema.properties.hardware.properties.memory).toMatchObject({
      maximum: 4,
      'x-limited': true,
    });
    const full = await portal.as('ada').get(path);
    expect(
      full.body.schema.properties.hardware.properties.memory,
    ).toMatchObject({ maximum: 64 });
  });

  it('says where it would run, without running it', async () => {
    const { body } = await portal
      .as('ada')
      .post('/v1/plan')
      .send({ entityRef: 'aitool:default/greeter', values: {} })
      .expect(200);
    expect(body).toEqual({
      sites: [
        {
          siteId: 'local',
          title: 'In memory',
          engine: 'in-memory',
          verdict: 'now',
        },
      ],
      resources: { cpuCores: 1, memoryBytes: 1024 ** 3, diskBytes: 0 },
      lifetime: { kind: 'service' },
      quotas: [
        {
          quotaId: 'tier',
          per: 'person',
          resource: 'workloads',
          limit: 50,
          used: 0,
          asked: 1,
        },
      ],
    });
    const { body: list } = await portal.as('ada').get('/v1/workloads');
    expect(list).toMatchObject({ items: [], totalItems: 0 });
  });

  it('runs what I launched, until its endpoint opens', async () => {
    const ada = portal.as('ada');
    const values = { general: { title: 'My corals' } };
    const { body } = await ada.launch(values).expect(201);
    expect(body).toMatchObject({
      title: 'My corals',
      entityRef: 'aitool:default/greeter',
      ownerRef: 'user:default/ada',
      engine: 'in-memory',
      siteId: 'local',
      desired: 'run',
      state: 'queued',
      endpoints: [{ name: 'web', ready: false }, { name: 'api' }],
      tasks: ['greeter'],
      request: { entityRef: 'aitool:default/greeter', values },
    });
    const running = await ada.until(body.id, 'running');
    expect(running).toMatchObject({ reason: { code: 'ready' } });
    expect(running.endpoints[0]).toMatchObject({ ready: true });
    expect(running.endpoints[0].url).toMatch(
      /^http:\/\/my-corals-[a-z0-9]{6}-web\.apps\.localhost:7008\/$/,
    );
    expect(portal.heard.launches).toEqual([
      {
        topic: 'astrolabe.workload-launched',
        eventPayload: {
          entityRef: 'aitool:default/greeter',
          workloadId: body.id,
          at: body.createdAt,
        },
      },
    ]);
  });

  it('hands on a text full of quotes, braces and newlines as that text, and nowhere else', async () => {
    const values = {
      general: { title: oddText.slice(0, 80), greeting: oddText },
    };
    const { body } = await portal.as('ada').launch(values).expect(201);
    await portal.as('ada').until(body.id, 'running');
    const spec = specOf(body.id);
    expect(spec.tasks).toHaveLength(1);
    expect(spec.tasks[0].command).toEqual(['serve', `--say=${oddText}`]);
    expect(spec.tasks[0].env).toEqual({ GREETING: oddText });
    const elsewhere = JSON.stringify({
      ...spec,
      tasks: [{ ...spec.tasks[0], command: [], env: {} }],
    });
    expect(elsewhere).not.toContain('owned');
    expect(body.title).not.toMatch(/\p{Cc}/u);
    expect(body.request.values).toEqual(values);
  });

  it('takes a value under the name that its field had before', async () => {
    const ada = portal.as('ada');
    const { body } = await ada.launch({ general: { cpus: 2 } }).expect(201);
    await ada.until(body.id, 'running');
    expect(specOf(body.id).tasks[0].resources.cpuCores).toBe(2);
  });

  it.each([
    [
      { hardware: { memory: 65 } },
      'hardware.memory',
      /Memory.*between 1 and 64 GiB/,
    ],
    [
      { hardware: { memory: 0 } },
      'hardware.memory',
      /Memory.*between 1 and 64 GiB/,
    ],
    [{ general: { mode: 'wild' } }, 'general.mode', /Mode.*plain, fancy/],
    [{ general: { title: '' } }, 'general.title', /Title is missing/],
    [{ general: { title: 5 } }, 'general.title', /Title/],
    [{ general: { titel: 'x' } }, 'general.titel', /no field/],
    [{ general: { greeting: 'a\0b' } }, 'general.greeting', /Greeting.*NUL/],
    [{ generel: {} }, 'generel', /no field/],
    [JSON.parse('{"__proto__": {"title": "x"}}'), '__proto__', /no field/],
  ])(
    'refuses %j and names the field and what is allowed',
    async (values, path, message) => {
      const ada = portal.as('ada');
      const { body } = await ada.launch(values).expect(400);
      expect(body.error).toMatchObject({
        name: 'InputError',
        code: 'INVALID_VALUES',
        nextStep: expect.any(String),
        problems: [{ path, message: expect.stringMatching(message) }],
      });
      const plan = { entityRef: 'aitool:default/greeter', values };
      await ada.post('/v1/plan').send(plan).expect(400);
      const { body: list } = await ada.get('/v1/workloads');
      expect(list.totalItems).toBe(0);
    },
  );

  it('refuses what cannot be launched, and says why and what to do', async () => {
    const ada = portal.as('ada');
    const refusals = [
      ['nothing-like-it', 404, 'ASSET_NOT_FOUND'],
      ['described-only', 409, 'NOT_LAUNCHABLE'],
      ['broken', 409, 'MANIFEST_INVALID'],
    ] as const;
    for (const [tool, status, code] of refusals) {
      const { body } = await ada.launch({}, { tool }).expect(status);
      expect(body.error).toMatchObject({ code, nextStep: expect.any(String) });
      const form = `/v1/launch-form?entityRef=aitool:default/${tool}`;
      const same = await ada.get(form).expect(status);
      expect(same.body.error.code).toBe(code);
    }
    const broken = await ada.launch({}, { tool: 'broken' });
    expect(broken.body.error.problems).toContainEqual({
      path: 'workload.tasks',
      message: expect.any(String),
    });
    await ada.get('/v1/launch-form?entityRef=animal:default/cat').expect(400);
  });

  it('says that a manifest gives no valid workload for my values', async () => {
    put(portal.shelf, 'greeter', {
      ...batch('${{ form.general.greeting }}'),
      workload: {
        ...batch().workload,
        labels: { mode: '${{ form.general.mode }}' },
        tasks: [
          {
            ...batch('serve').workload.tasks[0],
            resources: {
              cpuCores: '${{ form.general.greeting }}',
              memoryBytes: 1024 ** 3,
              diskBytes: 0,
            },
          },
        ],
      },
    });
    const { body } = await portal.as('ada').launch({}).expect(409);
    expect(body.error).toMatchObject({
      code: 'MANIFEST_INVALID',
      cause: expect.stringContaining('tasks.0.resources.cpuCores'),
    });
  });

  it('needs an idempotency key that is long enough', async () => {
    const launch = (key?: string) => {
      const call = portal.as('ada').post('/v1/workloads');
      if (key) call.set('idempotency-key', key);
      return call.send({ entityRef: 'aitool:default/greeter', values: {} });
    };
    const missing = await launch().expect(400);
    expect(missing.body.error.message).toMatch(/idempotency-key/i);
    const short = await launch('short').expect(400);
    expect(short.body.error.message).toMatch(/8 characters/);
  });

  it('makes one workload of two clicks with the same key', async () => {
    const ada = portal.as('ada');
    const key = 'the-same-key';
    const clicks = await Promise.all([
      ada.launch({ general: { title: 'A' }, hardware: { memory: 2 } }, { key }),
      ada.launch({ hardware: { memory: 2 }, general: { title: 'A' } }, { key }),
    ]);
    expect(clicks.map(({ status }) => status)).toEqual([201, 201]);
    expect(clicks[0].body.id).toBe(clicks[1].body.id);
    await ada.until(clicks[0].body.id, 'running');
    const { body } = await ada.get('/v1/workloads');
    expect(body.totalItems).toBe(1);
    expect(portal.heard.launches).toHaveLength(1);

    const other = await ada
      .launch({ general: { title: 'B' } }, { key })
      .expect(409);
    expect(other.body.error).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      cause: expect.stringContaining(clicks[0].body.id),
      nextStep: expect.any(String),
    });
    // A key is its owner's alone.
    await portal
      .as('max')
      .launch({ general: { title: 'B' } }, { key })
      .expect(201);
  });

  it('holds me to what my tier allows, and says which tier allows more', async () => {
    const nia = portal.as('nia');
    const tooMuch = await nia.launch({ hardware: { cores: 4 } }).expect(403);
    expect(tooMuch.body.error).toMatchObject({
      code: 'LIMIT_RESOURCES',
      message: expect.stringMatching(/2 cores.*4 cores/),
      nextStep: expect.stringContaining("'full'"),
    });
    const beyondForm = await nia
      .launch({ hardware: { memory: 5 } })
      .expect(400);
    expect(beyondForm.body.error.message).toMatch(/between 1 and 4 GiB/);

    const first = await nia.launch().expect(201);
    expect(first.body.lifetime.timeToLiveSeconds).toBe(30 * 60);
    const running = await nia.until(first.body.id, 'running');
    expect(Date.parse(running.endsAt) - Date.parse(running.startedAt)).toBe(
      30 * 60 * 1000,
    );

    await nia.launch().expect(201);
    const third = await nia.launch().expect(403);
    expect(third.body.error).toMatchObject({
      code: 'LIMIT_WORKLOADS',
      cause: expect.stringContaining('2 of 2'),
      nextStep: expect.stringMatching(/Stop or delete one.*'full'/),
    });

    await nia.post(`/v1/workloads/${first.body.id}/stop`).expect(200);
    await nia.until(first.body.id, 'stopped');
    await nia.launch().expect(201);
    const again = await nia
      .post(`/v1/workloads/${first.body.id}/restart`)
      .expect(403);
    expect(again.body.error.code).toBe('LIMIT_WORKLOADS');
  });

  it('counts right when I launch many at once', async () => {
    const nia = portal.as('nia');
    const all = await Promise.all([1, 2, 3, 4].map(() => nia.launch()));
    expect(all.map(({ status }) => status).sort()).toEqual([
      201, 201, 403, 403,
    ]);
  });

  it('says when no site can ever run it, and when its engine refuses it', async () => {
    const max = portal.as('max');
    put(portal.shelf, 'elsewhere', {
      ...batch('serve'),
      workload: { ...batch('serve').workload, placement: { sites: ['moon'] } },
    });
    const nowhere = await max.launch({}, { tool: 'elsewhere' }).expect(409);
    expect(nowhere.body.error).toMatchObject({
      code: 'NO_SITE',
      nextStep: expect.any(String),
    });

    portal.engine.failNext('submit', new ConflictError('Not on a Sunday'));
    const { body } = await max.launch().expect(201);
    const failed = await max.until(body.id, 'failed');
    expect(failed.reason).toMatchObject({
      code: 'engine-refused',
      evidence: 'Not on a Sunday',
      nextStep: expect.any(String),
    });
  });

  it('says what a program ended with', async () => {
    const ada = portal.as('ada');
    const { body } = await ada.launch({}, { tool: 'failing' }).expect(201);
    const failed = await ada.until(body.id, 'failed');
    expect(failed.reason).toMatchObject({
      code: 'exited-with-error',
      evidence: expect.stringContaining('exit code 3'),
    });
  });

  it('refuses who has no tier, who is not signed in, and services', async () => {
    const stranger = await portal.as('mallory').launch().expect(403);
    expect(stranger.body.error).toMatchObject({
      code: 'NO_TIER',
      cause: expect.stringContaining('a tier in no community'),
    });
    await portal.as('nobody').launch().expect(401);
    await portal.as('nobody').get('/v1/workloads').expect(401);
    await portal.as('a service').launch().expect(403);
    await portal.as('a service').get('/v1/workloads').expect(403);
  });

  it('refuses a body that is too long, too odd or too much', async () => {
    const ada = portal.as('ada');
    const send = (body: unknown) =>
      ada
        .post('/v1/workloads')
        .set('idempotency-key', 'any-key-at-all')
        .set('content-type', 'application/json')
        .send(typeof body === 'string' ? body : JSON.stringify(body));
    await send({
      entityRef: 'aitool:default/greeter',
      values: { general: { greeting: 'x'.repeat(10_000_000) } },
    }).expect(413);
    await send('{ "values": ').expect(400);
    await send({ values: {} }).expect(400);
    await send({ entityRef: 'aitool:default/greeter', values: [] }).expect(400);
    const more = {
      entityRef: 'aitool:default/greeter',
      values: {},
      owner: 'me',
    };
    await send(more).expect(400);
    await eventually(() => ada.get('/v1/workloads').expect(200));
  });
});
