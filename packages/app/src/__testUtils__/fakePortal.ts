import {
  DEFAULT_COMMUNITY,
  DEMO_PERSON_HEADER,
  demoMemberships,
  demoPeople,
  demoPersonRef,
  describeMe,
  type Me,
} from '@astrolabe/plugin-communities-common';
import {
  defaultNotices,
  type NoticeSettings,
} from '@astrolabe/plugin-workloads-common';
import { vi } from 'vitest';

/** Where the portal under test lives. */
export const ORIGIN = 'http://localhost:7007';

type Answer = { status?: number; body?: unknown };

/** The portal's backend as the browser sees it: addresses and answers. */
export class FakePortal {
  /** What is answered, by `path` without its query. Tests change it. */
  answers: Record<string, Answer | (() => Answer)> = {
    '/api/workloads/v1/workloads': { body: { items: [], totalItems: 0 } },
    '/api/assets/v1/assets': {
      body: { items: [], totalItems: 0, facets: {} },
    },
  };
  /** What was asked, in order. */
  readonly asked: { path: string; headers: Headers }[] = [];
  /** What was sent by POST, in order. */
  readonly posted: { path: string; body: string }[] = [];
  /** Life of the tokens that it gives. */
  tokenSeconds = 3600;
  /** How whoever is signed in wants to be told. */
  notices: NoticeSettings = { ...defaultNotices, sendsMail: true };

  /** Stands in for the network until the test is over. */
  install(): this {
    vi.stubGlobal(
      'fetch',
      async (input: RequestInfo | URL, init?: RequestInit) =>
        this.#answer(new Request(input, init)),
    );
    return this;
  }

  countOf(path: string): number {
    return this.asked.filter(request => request.path === path).length;
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    this.asked.push({ path: pathname, headers: request.headers });
    if (request.method === 'POST') {
      const body = await request.clone().text();
      this.posted.push({ path: pathname, body });
    }
    const given =
      this.answers[pathname] ?? this.#builtIn(pathname, request.headers);
    if (request.method === 'PUT') {
      Object.assign(this.notices, await request.json());
    }
    const { status = 200, body } =
      typeof given === 'function' ? given() : given;
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  }

  #builtIn(path: string, headers: Headers): Answer {
    if (path === '/api/auth/demo/refresh') {
      return this.#session(headers.get(DEMO_PERSON_HEADER) ?? '');
    }
    if (path === '/api/communities/v1/sign-in/providers') {
      return { body: { items: [] } };
    }
    if (path === '/api/communities/v1/identities') {
      return { body: { items: [] } };
    }
    if (path === '/api/communities/v1/me') {
      const name = headers.get('authorization')?.split('-')[1] ?? '';
      return { body: meOf(name) };
    }
    if (path === '/api/workloads/v1/notices/inbox') {
      return { body: { items: [], unread: 0 } };
    }
    if (path === '/api/workloads/v1/notices') return { body: this.notices };
    return notFound(path);
  }

  #session(name: string): Answer {
    const person = demoPeople.find(candidate => candidate.name === name);
    if (!person) {
      return refusal(401, 'AuthenticationError', `Nobody is called '${name}'`);
    }
    const userEntityRef = demoPersonRef(name);
    const count = this.countOf('/api/auth/demo/refresh');
    return {
      body: {
        profile: { displayName: person.displayName },
        backstageIdentity: {
          token: `token-${name}-${count}`,
          expiresInSeconds: this.tokenSeconds,
          identity: {
            type: 'user',
            userEntityRef,
            ownershipEntityRefs: [userEntityRef],
          },
        },
      },
    };
  }
}

function meOf(name: string): Me {
  const person = demoPeople.find(candidate => candidate.name === name)!;
  return describeMe(
    {
      userRef: demoPersonRef(name),
      displayName: person.displayName,
      memberships: demoMemberships(person, [DEFAULT_COMMUNITY]),
    },
    { ownOnly: ['workload.read'] },
  );
}

function notFound(path: string): Answer {
  return refusal(404, 'NotFoundError', `Nothing at ${path}`);
}

/** An error in the shape of Backstage. */
export function refusal(
  statusCode: number,
  name: string,
  message: string,
): Answer {
  return {
    status: statusCode,
    body: { error: { name, message }, response: { statusCode } },
  };
}
