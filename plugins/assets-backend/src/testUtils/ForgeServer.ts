import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A repository of the test forge. */
export interface TestRepository {
  owner: string;
  name: string;
  /** What it keeps under another name. */
  id?: number;
  files: Record<string, string>;
  pushedAt?: string;
  license?: string;
  /** Tag of its newest release. */
  release?: string;
  branch?: string;
  /** What outside builders said of its newest commit. */
  statuses?: {
    state: string;
    context?: string;
    target_url?: string;
    updated_at: string;
  }[];
  /** The forge's own jobs for its newest commit. */
  checks?: {
    status: string;
    conclusion?: string;
    html_url?: string;
    completed_at?: string;
  }[];
  /** Answers 301 to this repository instead. */
  movedTo?: string;
}

const DAY = '2024-03-26T08:00:00Z';

/**
 * A forge on loopback that speaks the part of GitHub's REST API that we read:
 * pages, entity tags, moved and missing repositories, and a rate limit. Real
 * HTTP, so that what is tested is what runs.
 */
export class ForgeServer {
  readonly repositories = new Map<string, TestRepository>();
  /** Method-less log: `200 /repos/a/b`. */
  readonly requests: string[] = [];
  /** What is at `/list`, in .gitmodules form. */
  list = '';
  /** Requests left before it refuses; undefined: no limit. */
  remaining: number | undefined;
  /** When the limit is lifted, in seconds since 1970. */
  resetAt = 0;
  /** Answers 403 with so many seconds to wait, as for too many requests at once. */
  retryAfter: number | undefined;
  /** What the lists of organisations begin with, beside repositories. */
  odd: unknown[] = [];
  /** Paths that answer 500. */
  readonly broken = new Set<string>();
  /** Paths that nobody may ask for. */
  readonly forbidden = new Set<string>();
  readonly #server = http.createServer((req, res) => this.#answer(req, res));

  static async start(): Promise<ForgeServer> {
    const forge = new ForgeServer();
    await new Promise<void>(resolve => {
      forge.#server.listen(0, '127.0.0.1', resolve);
    });
    return forge;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  add(repository: TestRepository): void {
    const { owner, name } = repository;
    this.repositories.set(`${owner}/${name}`.toLowerCase(), repository);
  }

  /** Configuration of a forge that is this one. */
  config(more: object = {}) {
    return {
      id: 'test',
      apiBaseUrl: `${this.url}/api`,
      rawBaseUrl: `${this.url}/raw`,
      allowPrivateNetwork: true,
      everySeconds: 10,
      ...more,
    };
  }

  /** What its API says of a repository. */
  static describe(repository: TestRepository) {
    const { owner, name, id, license, branch = 'main' } = repository;
    return {
      id,
      name,
      full_name: `${owner}/${name}`,
      owner: { login: owner },
      default_branch: branch,
      html_url: `https://forge.example/${owner}/${name}`,
      license: license ? { spdx_id: license } : null,
      created_at: DAY,
      pushed_at: repository.pushedAt ?? DAY,
      archived: false,
      size: 12,
      language: 'Python',
      private: false,
    };
  }

  #answer(req: http.IncomingMessage, res: http.ServerResponse): void {
    const url = new URL(req.url!, this.url);
    const send = (
      status: number,
      options: { body?: string; headers?: Record<string, string> } = {},
    ) => {
      this.requests.push(`${status} ${url.pathname}`);
      res.writeHead(status, { ...this.#limitHeaders(), ...options.headers });
      res.end(options.body);
    };
    if (url.pathname.startsWith('/api/') && this.remaining !== undefined) {
      if (this.remaining <= 0) {
        send(403, { body: '{"message":"API rate limit exceeded"}' });
        return;
      }
      this.remaining--;
    }
    if (this.retryAfter) {
      send(403, { headers: { 'retry-after': String(this.retryAfter) } });
      return;
    }
    if (this.broken.has(url.pathname)) {
      send(500);
      return;
    }
    if (this.forbidden.has(url.pathname)) {
      send(403);
      return;
    }
    const found = this.#find(url);
    if (found.status !== 200) {
      send(found.status, found);
      return;
    }
    const hash = createHash('sha1').update(found.body).digest('hex');
    const etag = `"${hash}"`;
    if (req.headers['if-none-match'] === etag) {
      // GitHub does not count an answer that nothing changed.
      if (this.remaining !== undefined) this.remaining++;
      send(304, { headers: { etag } });
      return;
    }
    send(200, { body: found.body, headers: { etag, ...found.headers } });
  }

  #limitHeaders(): Record<string, string> {
    // However long it took until it was first asked.
    this.resetAt ||= Math.ceil(Date.now() / 1000) + 4;
    return this.remaining === undefined
      ? {}
      : {
          'x-ratelimit-remaining': String(this.remaining),
          'x-ratelimit-reset': String(this.resetAt),
        };
  }

  #find(url: URL): {
    status: number;
    body: string;
    headers?: Record<string, string>;
  } {
    const [, area, first, second, third, ...rest] = url.pathname.split('/');
    if (area === 'list') return { status: 200, body: this.list };
    if (area === 'raw') return this.#file(`${first}/${second}`, rest.join('/'));
    if (first === 'orgs') return this.#page(second, url);
    const repository = this.repositories.get(
      `${second}/${third}`.toLowerCase(),
    );
    if (!repository) return { status: 404, body: '' };
    if (repository.movedTo) {
      const location = `/api/repos/${repository.movedTo}`;
      return { status: 301, body: '', headers: { location } };
    }
    const answer = rest.length > 0 ? partOf(repository, rest) : undefined;
    const body = JSON.stringify(answer ?? ForgeServer.describe(repository));
    return { status: 200, body };
  }

  #file(id: string, path: string) {
    const text = this.repositories.get(id.toLowerCase())?.files[path];
    return text === undefined
      ? { status: 404, body: '' }
      : { status: 200, body: text };
  }

  #page(owner: string, url: URL) {
    const perPage = Number(url.searchParams.get('per_page') ?? 30);
    const page = Number(url.searchParams.get('page') ?? 1);
    const all = [...this.repositories.values()].filter(r => r.owner === owner);
    const repositories = all.slice((page - 1) * perPage, page * perPage);
    const body = [...this.odd, ...repositories.map(ForgeServer.describe)];
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    return {
      status: 200,
      body: JSON.stringify(body),
      headers: (page * perPage < all.length
        ? { link: `<${next.href}>; rel="next"` }
        : {}) as Record<string, string>,
    };
  }
}

/** Languages, the newest release, `commits/<branch>/status` and `commits/<branch>/check-runs`. */
function partOf(
  { owner, name, release, statuses = [], checks = [] }: TestRepository,
  [first, , what]: string[],
) {
  if (first === 'languages') return { Shell: 100, Python: 900 };
  if (first === 'releases') {
    const page = `https://forge.example/${owner}/${name}/releases`;
    return { tag_name: release, html_url: page };
  }
  return what === 'status'
    ? { state: 'pending', total_count: statuses.length, statuses }
    : { total_count: checks.length, check_runs: checks };
}
