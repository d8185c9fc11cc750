import { tierRef } from '@astrolabe/plugin-communities-common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Doorstep, eventually, PeopleOfProvider } from '../__testUtils__';

const html = { accept: 'text/html' };
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

  it('leaves what is of another community as it is', async () => {
    await granted();
    const place = await at.running();
    await at.enter(place);
    await course.end(at);
    const other = await at.running();
    await at.enter(other);
    for (const { url } of [place, other]) {
      expect((await at.browser.visit(url)).status).toBe(200);
    }
  });

  it('closes it to those whom its owner gave a password', async () => {
    const { id, url } = await granted();
    const { body } = await at.portal
      .as('ada')
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
