import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { tierRef } from '@astrolabe/plugin-communities-common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Doorstep,
  eventually,
  Following,
  PeopleOfProvider,
  Terminal,
} from '../__testUtils__';

const html = { accept: 'text/html' };
const script = {
  variant: 'batch',
  values: { general: { title: 'Two' }, script: { text: 'true' } },
};
const imagine = { community: 'imagine', tier: 'full' };

/** Ada is of the portal itself by her session, and of iMagine by a grant. */
class Course {
  readonly groups: Record<string, string[]> = {
    olga: [tierRef('operator', 'imagine')],
  };
  readonly people = new PeopleOfProvider();
  #grantId = '';

  start(): Promise<Doorstep> {
    return Doorstep.create({
      groups: this.groups,
      people: this.people.told,
      communities: {
        list: [
          {
            ...{ id: 'imagine', title: 'iMagine' },
            accessRequests: { tiers: ['full'] },
          },
        ],
      },
      config: { standing: { everySeconds: 0.2, graceSeconds: 0.5 } },
    });
  }

  async grant({ portal }: Doorstep): Promise<void> {
    const path = 'communities/v1/access-requests';
    const { body: asked } = await portal
      .as('ada')
      .call('post', path)
      .send({ ...imagine, reason: 'A course' })
      .expect(201);
    const olga = portal.as('olga');
    await olga.call('post', `${path}/${asked.id}/approve`).send({}).expect(200);
    const { body } = await olga
      .call('get', 'communities/v1/grants?whose=managed')
      .expect(200);
    this.#grantId = body.items[0].id;
    this.groups.ada = [tierRef('full', 'imagine')];
  }

  async end({ portal }: Doorstep): Promise<void> {
    const path = `communities/v1/grants/${this.#grantId}`;
    await portal.as('olga').call('delete', path).expect(204);
    delete this.groups.ada;
  }
}

describe('what is open, when a membership ends', () => {
  let at: Doorstep;
  let course: Course;
  beforeEach(async () => {
    course = new Course();
    at = await course.start();
  });
  afterEach(() => at.close());

  async function granted() {
    await course.grant(at);
    return at.running({ community: 'imagine' });
  }

  /** @returns how to do so again */
  async function enterByPassword({ id, url }: { id: string; url: string }) {
    const { body } = await at.portal
      .as(at.who)
      .post(`/v1/workloads/${id}/endpoints/web/password`)
      .send({})
      .expect(200);
    const enter = () =>
      at.browser.visit(`${url}.astrolabe/password`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: new URL(url).origin,
        },
        body: new URLSearchParams({ password: body.password }).toString(),
      });
    expect((await enter()).status).toBe(303);
    return enter;
  }

  it('closes sessions and tokens of an endpoint, and says why in two languages', async () => {
    const place = await granted();
    const { url } = place;
    await at.enter(place);
    const { token } = await at.pass(place.id);
    const bearer = { authorization: `Bearer ${token}` };
    for (const headers of [{}, bearer]) {
      expect((await at.browser.visit(url, { headers })).status).toBe(200);
    }
    await course.end(at);
    const page = await eventually(async () => {
      const answer = await at.browser.visit(url, { headers: html });
      expect(answer.status).toBe(403);
      return answer;
    });
    expect(page.text).toContain('Your membership of its community');
    expect(page.text).toContain('href="http://portal.example/access"');
    const spanish = { ...html, 'accept-language': 'es' };
    expect((await at.browser.visit(url, { headers: spanish })).text).toContain(
      'Ya no puede abrir esto',
    );
    const answer = await at.browser.visit(url, { headers: bearer });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text).error).toMatchObject({
      code: 'ACCESS_ENDED',
      cause: expect.stringContaining('membership'),
      nextStep: expect.stringContaining('http://portal.example/access'),
    });
    expect((await at.browser.connect(url)).status).toBe(403);
  });

  it('cuts connections and long answers, and leaves those of another community', async () => {
    const places = [await granted(), await at.running()];
    at.program.answer = (_request, response) => void response.write('a piece');
    const sockets = [];
    const pages = [];
    for (const place of places) {
      await at.enter(place);
      const { socket } = await at.browser.connect(place.url);
      const [page] = (await once(at.browser.open(place.url), 'response')) as [
        IncomingMessage,
      ];
      page.on('error', () => {}).resume();
      sockets.push(socket!);
      pages.push(page);
    }
    const closed = [sockets[0], pages[0]].map(
      open => new Promise(resolve => open.once('close', resolve)),
    );
    await course.end(at);
    await Promise.all(closed);
    sockets[1].write('still there?');
    expect(String(await once(sockets[1], 'data'))).toBe('still there?');
    expect(pages[1].destroyed).toBe(false);
    await eventually(() =>
      expect(at.portal.heard.audits).toContainEqual({
        what: 'workload-access-end:succeeded',
        meta: { workloadId: places[0].id, by: 'user:default/ada', open: 'web' },
      }),
    );
    sockets[1].destroy();
    pages[1].destroy();
  });

  it('cuts connections of those with a password that is taken back', async () => {
    const { id, url } = await at.running();
    await enterByPassword({ id, url });
    const { socket } = await at.browser.connect(url);
    const closed = once(socket!, 'close');
    await at.portal
      .as('ada')
      .delete(`/v1/workloads/${id}/endpoints/web/password`)
      .expect(204);
    await closed;
  });

  it('ends terminals, and says why in them', async () => {
    const { id } = await granted();
    const ask = async () => {
      const path = `/v1/workloads/${id}/terminal`;
      const { body } = await at.portal.as('ada').post(path).send({});
      return body.ticket;
    };
    const terminal = new Terminal(at.portal, await ask());
    terminal.say({ task: 'greeter', columns: 80, rows: 24 });
    await terminal.shows('greeter: shell');
    const ticket = await ask();
    await course.end(at);
    expect(await terminal.ends()).toMatchObject({
      failed: {
        code: 'ACCESS_ENDED',
        cause: "you are no member of 'imagine' any more",
        nextStep: expect.stringContaining('page Access'),
      },
    });
    await terminal.refused;
    expect(await new Terminal(at.portal, ticket).refused).toBe(403);
  });

  it('ends a log that is followed, and says why in its last line', async () => {
    const { id } = await granted();
    const path = `/v1/workloads/${id}/logs/follow`;
    const log = new Following(at.portal.as('ada').get(path));
    await log.says('listening');
    await course.end(at);
    await log.ended;
    expect(JSON.parse(log.text.trim().split('\n').at(-1)!)).toMatchObject({
      error: {
        name: 'NotAllowedError',
        code: 'ACCESS_ENDED',
        cause: "you are no member of 'imagine' any more",
        nextStep: expect.stringContaining('page Access'),
      },
      response: { statusCode: 403 },
    });
  });

  it('gives nobody by an Idempotency-Key what is out of their sight', async () => {
    await course.grant(at);
    const community = 'imagine';
    const group = { ...script, community, array: { count: 2 } };
    for (const { values = {}, ...request } of [{ community }, group]) {
      const launch = { key: crypto.randomUUID(), tool: 'scripted', request };
      const ada = at.portal.as('ada');
      const { body: first } = await ada.launch(values, launch).expect(201);
      const { body: again } = await ada.launch(values, launch).expect(201);
      expect(again.id).toBe(first.id);
      const { ada: refs } = course.groups;
      delete course.groups.ada;
      const { body } = await ada.launch(values, launch).expect(403);
      expect(JSON.stringify(body)).not.toContain(first.id);
      expect(body.error).toMatchObject({
        code: 'NOT_A_MEMBER',
        cause: expect.stringContaining('This Idempotency-Key'),
        nextStep: 'Send a new key with a new request.',
      });
      course.groups.ada = refs;
    }
  });

  it('holds for a while when nobody says what people may do, then closes until somebody does', async () => {
    const place = await at.running();
    await at.enter(place);
    const { socket } = await at.browser.connect(place.url);
    const closed = once(socket!, 'close');
    const asked = `/v1/workloads/${place.id}/terminal`;
    const { body } = await at.portal.as('ada').post(asked).send({});
    const db = at.portal.communitiesKnex;
    await db.schema.renameTable('people', 'away');
    await closed;
    expect(await new Terminal(at.portal, body.ticket).refused).toBe(503);
    const page = await at.browser.visit(place.url, { headers: html });
    expect(page.status).toBe(503);
    expect(page.text).toContain('cannot say whether you may open this');
    expect(page.headers['retry-after']).toBe('2');
    await db.schema.renameTable('away', 'people');
    await eventually(async () =>
      expect((await at.browser.visit(place.url)).status).toBe(200),
    );
  });

  it('closes it to those whom its owner gave a password', async () => {
    const { id, url } = await granted();
    const enter = await enterByPassword({ id, url });
    expect((await at.browser.visit(url)).status).toBe(200);
    await course.end(at);
    await eventually(async () => {
      const { status, text } = await at.browser.visit(url, { headers: html });
      expect(status).toBe(403);
      expect(text).toContain('The person who gave you the password');
    });
    await enter();
    expect((await at.browser.visit(url)).status).toBe(403);
  });

  it('stays open to guests with a password while its owner is away, until a provider says that they left', async () => {
    const { people } = course;
    const db = at.portal.communitiesKnex;
    at.who = 'zoe';
    await people.become(db, 'zoe', [imagine]);
    const place = await at.running({ community: 'imagine' });
    const { token } = await at.pass(place.id);
    await enterByPassword(place);
    await people.goAway(db, 'zoe');
    const bearer = { authorization: `Bearer ${token}` };
    await eventually(async () =>
      expect(
        (
          await at.browser.visit(place.url, { headers: bearer })
        ).status,
      ).toBe(403),
    );
    expect((await at.browser.visit(place.url)).status).toBe(200);
    await people.become(db, 'zoe', []);
    await eventually(async () =>
      expect((await at.browser.visit(place.url)).status).toBe(403),
    );
  });

  it.each(['leaves', 'is deleted', 'is deleted, and was somebody else before'])(
    'closes to whom a provider tells of, when that one %s',
    async how => {
      const { people } = course;
      const db = at.portal.communitiesKnex;
      at.who = 'zoe';
      if (how.includes('before')) {
        people.told.zoe = [tierRef('full', 'imagine')];
        await at.enter(await at.running({ community: 'imagine' }));
      }
      await people.become(db, 'zoe', [imagine]);
      const place = await at.running({ community: 'imagine' });
      await at.enter(place);
      expect((await at.browser.visit(place.url)).status).toBe(200);
      if (how === 'leaves') await people.become(db, 'zoe', []);
      else await people.remove(db, 'zoe');
      await eventually(async () =>
        expect((await at.browser.visit(place.url)).status).toBe(403),
      );
    },
  );

  it('lets nobody write another person into a session', async () => {
    const place = await granted();
    const cookie = await at.enter(place);
    await course.end(at);
    const [name, value] = cookie.split('=');
    const [body, signature] = value.split('.');
    const said = JSON.parse(Buffer.from(body, 'base64url').toString());
    expect(said).toContain('user:default/ada');
    const forged = said.map((each: unknown) =>
      each === 'user:default/ada' ? 'user:default/olga' : each,
    );
    const other = Buffer.from(JSON.stringify(forged)).toString('base64url');
    const headers = { cookie: `${name}=${other}.${signature}` };
    expect((await at.browser.visit(place.url, { headers })).status).toBe(401);
  });
});
