import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { AssetChecks, CheckRun } from '@astrolabe/plugin-assets-common';
import type { Workload } from '@astrolabe/plugin-workloads-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { startGitea } from '../../../../scripts/engines/gitea.mjs';
import { GRACE } from '../__testUtils__/forges/accountsWith';
import { toolWish } from '../__testUtils__/forges/toolWish';
import { wishOf } from '../__testUtils__/forges/wishOf';
import { CheckedPortal } from './__testUtils__/CheckedPortal';
import { eventually } from './__testUtils__/eventually';
import { proposeByAgit } from './__testUtils__/proposeByAgit';
import { pushTo } from './__testUtils__/pushTo';
import { scriptOf, serving } from './__testUtils__/standIn';
import { TOOL_LOCK } from './__testUtils__/toolLock';

// One story, told in order, with a real forge and the real local engine.
describe('a module that is pushed to at its forge', () => {
  let gitea: Awaited<ReturnType<typeof startGitea>>;
  let token: string;
  let portal: CheckedPortal;

  beforeAll(async () => {
    gitea = await startGitea();
    await gitea.addUser('ada');
    token = await gitea.tokenFor('ada', 'write:repository,write:user');
    portal = await CheckedPortal.open(() => ({
      ...{ service: 'gitea', url: gitea.url, user: 'ada', token },
    }));
  });
  afterAll(async () => {
    await portal?.end();
    await gitea?.stop();
  });

  const at = (name: string) => `/assets/module/${name}/checks`;
  const api = (method: string, route: string, body?: object) =>
    gitea.ask(token, method, `repos/ada/${route}`, body);

  const publish = async (name: string) => {
    const { status } = await portal
      .ask('post', '/repositories')
      .set('idempotency-key', randomUUID())
      .send(wishOf(name, { visibility: 'public' }));
    expect(status).toBe(201);
  };
  const checksOf = async (name: string): Promise<AssetChecks> =>
    (await portal.ask('get', at(name)).expect(200)).body;
  const hookOf = (name: string, state: string) =>
    eventually(async () => {
      const { hook } = await checksOf(name);
      expect(hook).toMatchObject({ state });
      return hook!;
    });
  const push = (
    name: string,
    script: string,
    others: Record<string, string> = {},
  ) => pushTo(api, name, { 'check.sh': script, ...others });
  const runOf = (name: string, commit: string, state: string) =>
    eventually(async (): Promise<CheckRun> => {
      const { items } = await checksOf(name);
      const run = items.find(each => each.commit === commit);
      expect(run?.state, run?.reason).toBe(state);
      return run!;
    });
  const pushed = (from: number) =>
    eventually(async () => {
      expect(portal.deliveries.length).toBeGreaterThan(from);
      return portal.deliveries.at(-1)!;
    });

  /** What was launched of it. */
  let follower: Workload;
  const followerIs = (state: Pick<Workload, 'state' | 'follow'>) =>
    eventually(async () => {
      const { body } = await portal.workloads('get', `/${follower.id}`);
      expect(body).toMatchObject(state);
      return body;
    });
  const served = (path: string) => portal.visit(follower.id, path);

  it('is checked in the name of whose it is, and says what came of it', async () => {
    await publish('leaf');
    await hookOf('leaf', 'silent');
    const hooks = await api('GET', 'leaf/hooks');
    expect(hooks).toHaveLength(1);
    // What the portal itself has put in: it has no script yet.
    const first = await eventually(async () => {
      const [its] = (await checksOf('leaf')).items;
      expect(its.state).toBe('failed');
      return its;
    });
    const commit = await push('leaf', scriptOf('passed'), {
      'serve.sh': serving,
    });
    const run = await runOf('leaf', commit, 'passed');
    expect(run).toMatchObject({
      ...{ runner: 'portal', cause: 'push', branch: 'main' },
      personRef: 'user:default/ada',
      checks: [
        { name: 'style', status: 'passed', seconds: 1.5, hasLog: true },
        { name: 'metadata', status: 'passed', hasLog: true },
      ],
    });
    const { text } = await portal
      .ask('get', `${at('leaf')}/${run.id}/logs/style`, GRACE)
      .expect(200);
    expect(text).toBe('All leaves are counted\n');
    expect(await hookOf('leaf', 'listening')).toHaveProperty('lastAt');
    const { status, ms } = portal.deliveries.at(-1)!;
    expect([status, ms < 1000]).toEqual([202, true]);
    expect((await checksOf('leaf')).items).toHaveLength(2);
    expect(portal.told).toEqual([
      expect.objectContaining({ commit: first.commit, state: 'failed' }),
      {
        ...{ entityRef: run.entityRef, commit },
        ...{ runner: 'portal', state: 'passed' },
      },
    ]);
    const { body } = await portal.workloads();
    expect(body.items).toContainEqual(
      expect.objectContaining({ id: run.workloadId, state: 'completed' }),
    );
    // And its forge shows it at the commits.
    const saidOf = async (sha: string) => {
      const { statuses } = await api('GET', `leaf/commits/${sha}/status`);
      return statuses.find(
        (each: { context: string }) => each.context === 'astrolabe/portal',
      );
    };
    await eventually(async () => {
      expect(await saidOf(commit)).toMatchObject({
        ...{ status: 'success', creator: { login: 'ada' } },
        description: 'Checks that have passed: 2 of 2.',
        target_url: expect.stringMatching(`/modules/leaf/checks/${run.id}$`),
      });
      expect(await saidOf(first.commit)).toMatchObject({
        ...{ status: 'failure', description: 'Failed: begin' },
      });
    });
  });

  it('is served as it is, and as it becomes, to whoever wants that', async () => {
    const [{ commit }] = (await checksOf('leaf')).items;
    const launched = await portal
      .workloads('post')
      .set('idempotency-key', randomUUID())
      .send({ entityRef: 'aimodule:default/leaf', values: {}, follow: true });
    expect([launched.status, launched.body.follow]).toEqual([
      201,
      { isOn: true, commit },
    ]);
    follower = launched.body;
    await followerIs({ state: 'running' });
    expect(await served('/ai4-metadata.yml')).toContain('Counts leaves: all');
  });

  it('shows what was pushed without waiting for the next reading', async () => {
    const where = 'leaf/contents/ai4-metadata.yml';
    const { sha, content } = await api('GET', where);
    const text = Buffer.from(content, 'base64').toString('utf8');
    const changed = text.replace('Counts leaves: all', 'Counts needles');
    expect(changed).not.toBe(text);
    const { commit } = await api('PUT', where, {
      ...{ sha, message: 'Needles', branch: 'main' },
      content: Buffer.from(changed, 'utf8').toString('base64'),
    });
    await eventually(async () => {
      const { body } = await portal.ask('get', '/assets/module/leaf');
      expect(body.summary).toBe('Counts needles');
    });
    // Once that has passed, what follows it goes on with it.
    const since = expect.any(String);
    const follow = { isOn: true, commit: commit.sha, since };
    await followerIs({ state: 'running', follow });
    expect(await served('/ai4-metadata.yml')).toContain('Counts needles');
  });

  it('says which check has failed, and what follows it stays as it was', async () => {
    const { follow } = await followerIs({ state: 'running' });
    const log = 'Expected 3 leaves';
    const commit = await push('leaf', scriptOf('failed', { log }));
    const run = await runOf('leaf', commit, 'failed');
    expect(run.checks[0]).toMatchObject({ name: 'style', status: 'failed' });
    // For as long as it took to go on with what had passed.
    await setTimeout(1500);
    await followerIs({ state: 'running', follow });
    expect(await served('/check.sh')).toBe(scriptOf('passed'));
  });

  it('has a log also where it came to no check', async () => {
    const commit = await push('leaf', 'echo no such tool; exit 3');
    const run = await runOf('leaf', commit, 'failed');
    expect(run.checks[0]).toMatchObject({ name: 'begin', status: 'failed' });
    const { text } = await portal
      .ask('get', `${at('leaf')}/${run.id}/logs/begin`)
      .expect(200);
    expect(text).toContain('no such tool');
  });

  it('is told of by its forge alone: what is forged, changed or sent again does nothing', async () => {
    const from = portal.deliveries.length;
    // Its checks do not see that it cannot be served.
    const commit = await push('leaf', scriptOf('passed', { log: 'once' }), {
      'serve.sh': 'echo No such weights; exit 3',
    });
    const { headers, url, body } = await pushed(from);
    await runOf('leaf', commit, 'passed');
    const before = (await checksOf('leaf')).items.length;
    const signed = {
      'x-gitea-event': 'push',
      'x-gitea-delivery': randomUUID(),
      'x-gitea-signature': String(headers['x-gitea-signature']),
    };
    const changed = Buffer.from(
      body.toString('utf8').replace(commit, 'f'.repeat(40)),
    );
    const digest = createHmac('sha256', 'guessed').update(body).digest('hex');
    for (const [wrong, sent] of [
      [signed, changed],
      [{ ...signed, 'x-gitea-signature': digest }, body],
      [{ ...signed, 'x-gitea-signature': '' }, body],
      [{ 'x-gitea-event': 'push' }, body],
      [{ 'x-github-event': 'push', 'x-hub-signature-256': digest }, body],
      [{ 'x-gitlab-event': 'Push Hook', 'x-gitlab-token': 'guessed' }, body],
    ] as [Record<string, string>, Buffer][]) {
      const refused = await portal.deliver(url, wrong, sent);
      expect(refused.status).toBe(401);
      expect(refused.body.error.code).toBe('HOOK_SIGNATURE');
    }
    const again = await portal.deliver(url, signed, body);
    expect([again.status, again.body]).toEqual([202, { taken: 'known' }]);
    const nobody = url.replace(/.{4}$/, 'zzzz');
    expect((await portal.deliver(nobody, signed, body)).status).toBe(404);
    expect((await checksOf('leaf')).items).toHaveLength(before);
  });

  it('is served as before where what has passed does not come up', async () => {
    const [{ commit: refused }, ...before] = (await checksOf('leaf')).items;
    const { commit } = before.find(({ state }) => state === 'passed')!;
    const reason = expect.objectContaining({ code: 'exited-with-error' });
    const given = { commit: refused, at: expect.any(String), reason };
    const follow = { isOn: true, commit, refused: given };
    await followerIs({ state: 'running', follow });
    expect(await served('/check.sh')).toBe(scriptOf('passed'));
    await portal.workloads('delete', `/${follower.id}`).expect(204);
  });

  it('is checked at its newest commit alone where several come in a row', async () => {
    const first = await push('leaf', scriptOf('passed', { seconds: 2 }));
    await runOf('leaf', first, 'running');
    const second = await push('leaf', scriptOf('passed', { log: 'second' }));
    const third = await push('leaf', scriptOf('passed', { log: 'third' }));
    const passed = await runOf('leaf', third, 'passed');
    expect(await runOf('leaf', first, 'passed')).toBeDefined();
    const superseded = await runOf('leaf', second, 'superseded');
    expect(superseded.workloadId).toBeUndefined();
    expect(passed.startedAt).toBeDefined();
  });

  it('is checked to its end, once, when the portal is killed in the middle', async () => {
    await portal.stop();
    await portal.startToBeKilled();
    const commit = await push('leaf', scriptOf('passed', { seconds: 4 }));
    const { workloadId } = await eventually(async () => {
      const run = await runOf('leaf', commit, 'running');
      expect(run.workloadId).toBeDefined();
      return run;
    });
    await portal.stop();
    await portal.start();
    const run = await runOf('leaf', commit, 'passed');
    expect(run.workloadId).toBe(workloadId);
    const { body } = await portal.workloads();
    const its = body.items.filter(({ title }: Workload) =>
      title.includes(commit.slice(0, 7)),
    );
    expect(its).toHaveLength(1);
  });

  it('is checked by hand by whose it is, and by nobody else', async () => {
    const [{ commit }] = (await checksOf('leaf')).items;
    const key = randomUUID();
    const ask = (person?: string) =>
      portal
        .ask('post', at('leaf'), person)
        .set('idempotency-key', key)
        .send({ revision: commit });
    const [one, other] = await Promise.all([ask(), ask()]);
    expect([one.status, one.body.id]).toEqual([201, other.body.id]);
    const run = await eventually(async () => {
      const where = `${at('leaf')}/${one.body.id}`;
      const { body } = await portal.ask('get', where);
      expect(body.state).toBe('passed');
      return body;
    });
    expect(run).toMatchObject({ cause: 'hand', commit });
    const unknown = await portal
      .ask('post', at('leaf'))
      .set('idempotency-key', randomUUID())
      .send({ revision: 'no-such-branch' });
    expect(unknown.body.error.code).toBe('REVISION_UNKNOWN');
  });

  it('is checked as it would be with a pull request of its own, and with none of a stranger', async () => {
    await gitea.addUser('eve');
    const theirs = await gitea.tokenFor('eve', 'write:repository,write:user');
    const begun = scriptOf('passed', { log: 'proposed' });
    const { sha } = await api('GET', 'leaf/contents/check.sh');
    const change = (script: string) => ({
      ...{ sha, content: Buffer.from(script, 'utf8').toString('base64') },
      ...{ branch: 'main', new_branch: 'try', message: 'Try' },
    });
    await gitea.ask(theirs, 'POST', 'repos/ada/leaf/forks', {});
    const { commit: forked } = await gitea.ask(
      ...[theirs, 'PUT', 'repos/eve/leaf/contents/check.sh'],
      change('echo mine; exit 1'),
    );
    await gitea.ask(theirs, 'POST', 'repos/ada/leaf/pulls', {
      ...{ title: 'Theirs', head: 'eve:try', base: 'main' },
    });
    // By AGit whoever may read proposes, as if it were of the repository itself.
    const agit = await proposeByAgit(gitea.url, { name: 'eve', token: theirs });
    const where = 'leaf/contents/check.sh';
    const { commit } = await api('PUT', where, change(begun));
    const wish = { title: 'Ours', head: 'try', base: 'main' };
    const { number: pullRequest } = await api('POST', 'leaf/pulls', wish);
    const run = await runOf('leaf', commit.sha, 'passed');
    expect(run).toMatchObject({ cause: 'pull', branch: 'try', pullRequest });
    await eventually(async () => {
      const of = portal.deliveries.filter(({ body }) =>
        body.includes('"pull_request"'),
      );
      expect(of.map(({ status }) => status)).toEqual([202, 202, 202]);
    });
    await eventually(async () => {
      const commits = (await checksOf('leaf')).items.map(each => each.commit);
      expect(commits).not.toContain(forked.sha);
      expect(commits).not.toContain(agit);
    });
    const workloads = (await portal.workloads()).body.items;
    expect(JSON.stringify(workloads)).not.toContain(agit.slice(0, 7));
  });

  it('is not checked on pushes where that is switched off', async () => {
    const { status } = await portal
      .ask('put', '/repositories/leaf/checks')
      .send({ onPush: false });
    expect(status).toBe(204);
    const from = portal.deliveries.length;
    const commit = await push('leaf', scriptOf('passed', { log: 'off' }));
    await pushed(from);
    const { items, onPush } = await checksOf('leaf');
    expect(onPush).toBe(false);
    expect(items.map(each => each.commit)).not.toContain(commit);
  });

  it('has no hook any more when it is taken out of the catalogue', async () => {
    await portal.ask('delete', '/repositories/leaf').expect(204);
    await eventually(async () => {
      expect(await api('GET', 'leaf/hooks')).toEqual([]);
    });
  });

  it('has tools beside it, which run once the operator has agreed to a commit', async () => {
    const made = await portal
      .ask('post', '/repositories')
      .set('idempotency-key', randomUUID())
      .send(toolWish('shelf'));
    expect(made.body.entityRef).toBe('aitool:default/shelf');
    const tool = async () =>
      (await portal.ask('get', '/assets/tool/shelf').expect(200)).body;
    const launch = () =>
      portal
        .workloads('post')
        .set('idempotency-key', randomUUID())
        .send({ entityRef: 'aitool:default/shelf', values: {} });
    const content = Buffer.from(TOOL_LOCK, 'utf8').toString('base64');
    const { commit } = await api(
      'POST',
      'shelf/contents/environment/requirements.txt',
      { content, message: 'Lock', branch: 'main' },
    );
    const { trust } = await tool();
    expect(trust).toMatchObject({ state: 'awaited' });
    expect((await launch()).body.error.code).toBe('TOOL_NOT_AGREED');

    portal.trust([{ ...trust.repository, commit: commit.sha }]);
    await eventually(async () => {
      expect((await tool()).trust).toMatchObject({ state: 'given' });
    });
    const { status, body } = await launch();
    expect([status, body.error]).toEqual([201, undefined]);
    await eventually(async () => {
      const now = await portal.workloads('get', `/${body.id}`).expect(200);
      expect(now.body.state, JSON.stringify(now.body.reason)).toBe('running');
    });
    expect(await portal.visit(body.id, '/')).toContain('pypiserver');

    portal.trust([]);
    await eventually(async () => {
      expect((await tool()).launchable).toBe(false);
    });
    expect((await launch()).body.error.code).toBe('TOOL_NOT_AGREED');
    await portal.workloads('delete', `/${body.id}`).expect(204);
  });
});
