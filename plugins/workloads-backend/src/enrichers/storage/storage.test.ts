import { tierRef } from '@astrolabe/plugin-communities-common';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { storageAccountsExtensionPoint } from '@astrolabe/plugin-workloads-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createShelf,
  put,
  startWorkloads,
  Terminal,
  type Portal,
} from '../../__testUtils__';
import { Linked, PASSWORD, remote } from '../../__testUtils__/Linked';
import { reader, readerOf } from '../../__testUtils__/sideTasks';

const project = {
  id: 'project',
  url: 'https://cloud.example/dav',
  vendor: 'nextcloud',
  user: 'corals',
  password: 'of-the-project',
};

describe('a storage that is asked for', () => {
  let portal: Portal;
  let linked: Linked;
  beforeEach(async () => {
    linked = new Linked();
    const shelf = createShelf();
    put(shelf, 'reader', reader);
    const accounts = [
      { ...project, people: ['user:default/ada', 'user:default/max'] },
    ];
    portal = await startWorkloads({
      shelf,
      groups: {
        ada: [
          'group:default/lab',
          ...['sea', 'wood'].map(id => tierRef('full', id)),
        ],
        max: ['group:default/lab'],
      },
      communities: {
        list: [
          { id: 'sea', title: 'Sea', storage: { account: 'project' } },
          { id: 'wood', title: 'Wood', storage: { account: 'hers' } },
        ],
      },
      config: { storage: { accounts } },
      features: [
        createBackendModule({
          pluginId: 'workloads',
          moduleId: 'linked',
          register(reg) {
            reg.registerInit({
              deps: { storages: storageAccountsExtensionPoint },
              init: async ({ storages }) => storages.addStorageAccounts(linked),
            });
          },
        }),
      ],
    });
  });
  afterEach(() => portal.stop());

  const fieldsOf = async (
    name: string,
    headers: Record<string, string> = {},
  ) => {
    const { body } = await portal
      .as(name)
      .get('/v1/launch-form?entityRef=aitool:default/reader')
      .set(headers)
      .expect(200);
    return body.schema.properties.storage.properties;
  };
  const launch = (name: string, storage: object) =>
    portal.as(name).launch({ storage }, { tool: 'reader' });

  it('can be chosen among those that are mine, or are given to me', async () => {
    const mine = await fieldsOf('ada');
    expect(mine.account).toMatchObject({ enum: ['', 'project', 'mine'] });
    expect(mine).toHaveProperty('readOnly');
    expect((await fieldsOf('max')).account.enum).toEqual(['', 'project']);
  });

  it("is at first that of the portal's community, for who has it", async () => {
    const firstAt = async (community: string) =>
      (await fieldsOf('ada', { 'x-astrolabe-community': community })).account
        .default;
    expect(await firstAt('default')).toBe('');
    expect(await firstAt('sea')).toBe('project');
    expect(await firstAt('wood')).toBe('');
    const { body } = await portal
      .as('ada')
      .launch({}, { tool: 'reader', request: { community: 'sea' } })
      .expect(201);
    await portal.as('ada').until(body.id, 'running');
    const { tasks } = portal.engine.submitted(body.id)!.spec;
    expect(tasks[0]).toMatchObject({ mounts: 'project' });
  });

  it('is not spoken of to who has none', async () => {
    const fields = await fieldsOf('nia');
    expect(fields).not.toHaveProperty('account');
    expect(fields).not.toHaveProperty('readOnly');
    const { body } = await launch('nia', { account: 'project' }).expect(400);
    expect(body.error.problems).toMatchObject([{ path: 'storage.account' }]);
    await launch('nia', {}).expect(201);
  });

  it('is mounted around the program; its password goes to the engine, and nowhere else', async () => {
    const ada = portal.as('ada');
    const launched = await launch('ada', { account: 'mine', readOnly: true });
    await ada.until(launched.body.id, 'running');
    const { spec, secrets } = portal.engine.submitted(launched.body.id)!;
    expect(spec.tasks.map(({ name, role }) => [name, role])).toEqual([
      ['storage', 'around'],
      ['storage-wait', 'before'],
      ['storage-end', 'after'],
      ['reader', 'main'],
    ]);
    const at = { parts: [{ folder: 'storage' }, '/mine'] };
    expect(spec.tasks[0]).toMatchObject({
      mounts: 'mine',
      command: ['astrolabe-storage', 'mount', '--at', at, '--read-only'],
      env: {
        STORAGE_REMOTE: { parts: [{ secret: 'storage-secrets' }] },
      },
    });
    expect(spec.secrets).toEqual([
      { name: 'storage-secrets', account: 'mine' },
    ]);
    expect(secrets).toEqual({
      'storage-secrets': JSON.stringify({
        ...remote,
        secrets: { pass: PASSWORD },
      }),
    });
    const { body } = await ada.get(`/v1/workloads/${launched.body.id}`);
    const rows = await portal.knex('workloads').select();
    for (const seen of [spec, body, rows, portal.heard]) {
      expect(JSON.stringify(seen)).not.toContain('of-ada');
    }
  });

  it('says how it does, as its task has told; what it is called is mine alone', async () => {
    const ada = portal.as('ada');
    const { body } = await launch('ada', { account: 'mine' }).expect(201);
    const path = `/v1/workloads/${body.id}`;
    await ada.until(body.id, 'running');
    const storages = async (name = 'ada') =>
      (await portal.as(name).get(`${path}/storages`).expect(200)).body.items;
    const mine = { account: 'mine', mode: 'mount' };
    expect(await storages()).toEqual([{ ...mine, state: 'unknown' }]);
    const note = {
      state: 'answers',
      since: '2026-11-29T06:00:00.000Z',
      answersMs: 12.3,
      readsBytesPerSecond: 110_000_000,
    };
    const tell = (line: string) => portal.engine.write(body.id, `${line}\n`);
    tell(`::astrolabe:: ${JSON.stringify({ storage: note })}`);
    tell('::astrolabe:: {"storage": {"sta');
    tell('Something else');
    expect(await storages()).toEqual([{ ...mine, ...note }]);
    await ada
      .put(`${path}/shares`)
      .send({ subjectRef: 'group:default/lab', role: 'view' })
      .expect(200);
    expect(await storages('max')).toEqual([{ mode: 'mount', ...note }]);
    const named = { ...note, reason: 'a.txt', beside: ['b.txt'] };
    tell(`::astrolabe:: ${JSON.stringify({ storage: named })}`);
    expect(await storages()).toEqual([{ ...mine, ...named }]);
    expect(await storages('max')).toEqual([{ mode: 'mount', ...note }]);
    tell('::astrolabe:: {"storage": {"state": "haunted"}}');
    expect(await storages()).toEqual([{ ...mine, state: 'unknown' }]);
    portal.engine.lose();
    const reason = expect.any(String);
    expect(await storages()).toEqual([{ ...mine, state: 'unknown', reason }]);
    portal.engine.find();
  });

  it('is copied before and back after, where I say so: a folder of it, within the disk that I ask for', async () => {
    const tasksOf = async (storage: object) => {
      const { body } = await launch('ada', { account: 'mine', ...storage });
      await portal.as('ada').until(body.id, 'running');
      expect(body.storage).toBe('copy');
      return portal.engine.submitted(body.id)!.spec.tasks;
    };
    const tasks = await tasksOf({ mode: 'copy', folder: 'reef/2026' });
    expect(tasks.map(({ name, role }) => [name, role])).toEqual([
      ['storage', 'before'],
      ['storage-back', 'after'],
      ['reader', 'main'],
    ]);
    const at = { parts: [{ folder: 'work' }, '/storage/mine'] };
    const [bring, takeBack] = tasks;
    expect(bring.command).toEqual([
      ...['astrolabe-storage', 'copy-in', '--at', at],
      ...['--limit-bytes', String(64 * 1024 ** 2)],
    ]);
    expect(takeBack.command).toEqual([
      ...['astrolabe-storage', 'copy-back', '--at', at, '--tries-for', '3600'],
    ]);
    for (const { env, resources } of [bring, takeBack]) {
      expect(resources.memoryBytes).toBe(768 * 1024 ** 2);
      expect(env).toEqual({
        STORAGE_REMOTE: { parts: [{ secret: 'storage-secrets' }] },
        STORAGE_FOLDER: 'reef/2026',
      });
    }
    expect(tasks.some(({ mounts }) => mounts)).toBe(false);
    put(portal.shelf, 'reader', readerOf('reader:1'));
    const [shared] = await tasksOf({ mode: 'copy' });
    expect(shared.command).toContain('--shared');
    const read = await tasksOf({ mode: 'copy', readOnly: true });
    expect(read.map(({ name }) => name)).toEqual(['storage', 'reader']);
    expect(read[0].command).toContain('--read-only');
  });

  it('takes nothing of what my tier allows', async () => {
    const big = structuredClone(reader);
    big.workload.tasks[0].resources.cpuCores = 16;
    put(portal.shelf, 'big', big);
    const { body } = await portal
      .as('ada')
      .launch({ storage: { account: 'mine' } }, { tool: 'big' })
      .expect(201);
    expect(body.resources.cpuCores).toBe(16.25);
  });

  it('is a reason to fail when it is linked no more, and I am told what to do', async () => {
    linked.left = 1;
    const { body } = await launch('ada', { account: 'mine' }).expect(201);
    const failed = await portal.as('ada').until(body.id, 'failed');
    expect(failed.reason).toMatchObject({
      code: 'storage-failed',
      message: expect.stringContaining("'mine'"),
      nextStep: expect.stringContaining('Link it again'),
    });
  });

  it.each(['failing', 'expired'] as const)(
    'keeps me from launching when it lets me in no more: it is %s',
    async state => {
      linked.health = { state, reason: 'mine.example does not let you in' };
      const { body } = await launch('ada', { account: 'mine' }).expect(409);
      expect(body.error).toMatchObject({
        code: 'STORAGE_REFUSES',
        cause: 'mine.example does not let you in',
        nextStep: expect.stringContaining('Link it again'),
      });
      await launch('ada', {}).expect(201);
    },
  );

  it.each([
    ['unregistered', 'ACCOUNT_UNREGISTERED', /operator .* register it/],
    ['private', 'STORAGE_REFUSES', /operator .* allow its host/],
    ['changed', 'STORAGE_REFUSES', /Ask who runs it/],
  ])(
    'says what helps where linking it again does not: it is %s',
    async (trouble, code, nextStep) => {
      linked.health = { state: 'failing', trouble, reason: 'no' };
      const { body } = await launch('ada', { account: 'mine' }).expect(409);
      expect(body.error.code).toBe(code);
      expect(body.error.nextStep).toMatch(nextStep);
      expect(body.error.nextStep).not.toContain('ink it again');
    },
  );

  describe('of somebody else, who lets me use it', () => {
    beforeEach(() => {
      linked.shared = [
        { id: 'corals-1', title: 'Corals', ownerRef: 'user:default/max' },
      ];
    });
    const spec = { account: 'corals-1' };

    it('is offered as theirs, and a terminal is nowhere where its password is', async () => {
      const { account } = await fieldsOf('ada');
      expect(account).toMatchObject({
        enum: ['', 'project', 'mine', 'corals-1'],
        'x-titles': { 'corals-1': 'Corals (max)' },
      });
      const { body } = await launch('ada', spec).expect(201);
      const running = await portal.as('ada').until(body.id, 'running');
      expect(running.tasks).toContain('storage');
      expect(running.terminals).toEqual(['reader']);
      const { body: given } = await portal
        .as('ada')
        .post(`/v1/workloads/${body.id}/terminal`)
        .send({})
        .expect(200);
      const terminal = new Terminal(portal, given.ticket);
      terminal.say({ task: 'storage', columns: 80, rows: 24 });
      expect(await terminal.ends()).toMatchObject({
        failed: { message: expect.stringMatching(/task.*reader/) },
      });
      expect(portal.engine.submitted(body.id)!.spec.secrets).toEqual([
        {
          ...{ name: 'storage-secrets', account: 'corals-1' },
          ownerRef: 'user:default/max',
        },
      ]);
      const own = await launch('ada', { account: 'mine' }).expect(201);
      expect(own.body).not.toHaveProperty('terminals');
    });

    it('is not taken for one that I never had while nobody can say what is shared', async () => {
      linked.isAway = true;
      linked.shared = [];
      const { body } = await launch('ada', spec).expect(503);
      expect(body.error).toMatchObject({
        code: 'STANDING_UNKNOWN',
        nextStep: expect.stringContaining('Try again'),
      });
      await launch('ada', { account: 'mine' }).expect(201);
      linked.isAway = false;
      await launch('ada', spec).expect(400);
    });

    it('is asked of its owner when it lets nobody in', async () => {
      linked.health = { state: 'failing', reason: 'no' };
      const { body } = await launch('ada', spec).expect(409);
      expect(body.error.nextStep).toContain('Ask max');
    });

    it.each([
      ['one of my own under its name', [], [{ id: 'corals-1' }]],
      ["another's under the name of mine", [{ id: 'corals-1' }], []],
    ])(
      'is not what a workload gets that was launched with %s',
      async (_what, before, after) => {
        const theirs = linked.shared;
        linked.more = before;
        if (before.length > 0) linked.shared = [];
        const { body } = await launch('ada', spec).expect(201);
        const ada = portal.as('ada');
        await ada.until(body.id, 'running');
        await ada.post(`/v1/workloads/${body.id}/stop`).expect(200);
        await ada.until(body.id, 'stopped');
        linked.more = after;
        linked.shared = after.length > 0 ? [] : theirs;
        await ada.post(`/v1/workloads/${body.id}/restart`).expect(200);
        const failed = await ada.until(body.id, 'failed');
        expect(failed.reason.code).toBe('storage-failed');
      },
    );

    it('is mounted no more when that has ended, and I am told so', async () => {
      const { body } = await launch('ada', spec).expect(201);
      const ada = portal.as('ada');
      await ada.until(body.id, 'running');
      await ada.post(`/v1/workloads/${body.id}/stop`).expect(200);
      await ada.until(body.id, 'stopped');
      linked.shared = [];
      await ada.post(`/v1/workloads/${body.id}/restart`).expect(200);
      const failed = await ada.until(body.id, 'failed');
      expect(failed.reason).toMatchObject({
        code: 'storage-failed',
        message: expect.stringContaining('no longer shared with you'),
        nextStep: expect.stringContaining('Ask its owner'),
      });
      const { body: refused } = await launch('ada', spec).expect(400);
      expect(refused.error.problems[0].path).toBe('storage.account');
    });
  });

  it('that the operator gives me has no terminal where its password is', async () => {
    const ada = portal.as('ada');
    const { body } = await launch('ada', { account: 'project' }).expect(201);
    const running = await ada.until(body.id, 'running');
    expect(running.tasks).toContain('storage');
    expect(running.terminals).toEqual(['reader']);
    expect(portal.engine.submitted(body.id)!.spec.secrets).toEqual([
      { name: 'storage-secrets', account: 'project', ofPortal: true },
    ]);
  });

  it('keeps me from nothing when it does not say in time, and I read so', async () => {
    linked.health = { state: 'unknown' };
    const { body } = await launch('ada', { account: 'mine' }).expect(201);
    expect(body.reason.message).toContain('mine did not answer');
    expect(body.accounts).toEqual(['mine']);
    const path = `/v1/workloads/${body.id}/events`;
    const past = (await portal.as('ada').get(path)).body.items;
    expect(past[0].reason).toEqual(body.reason);
  });

  it.each(['none', 'project2', '../project', '${x}', 'a\nb', 'x'.repeat(1e5)])(
    'is refused by name when I have none of that name (%#)',
    async account => {
      const { body } = await launch('ada', { account }).expect(400);
      expect(body.error.problems).toMatchObject([
        { path: 'storage.account', allowed: ['', 'project', 'mine'] },
      ]);
    },
  );
});
