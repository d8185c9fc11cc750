import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

interface Build {
  number: number;
  queueId: number;
  parameters: Record<string, string>;
  building: boolean;
  result: string | null;
  timestamp: number;
  duration: number;
  log: string;
  commit?: string;
}

interface Item {
  id: number;
  job: string;
  parameters: Record<string, string>;
  cancelled: boolean;
  number?: number;
}

interface Job {
  parameters: string[];
  builds: Build[];
}

const CRUMB = 'a-crumb';

/** Answers as the remote access API of Jenkins does, as far as running a job goes. */
export class JenkinsServer {
  /** By path. */
  readonly jobs = new Map<string, Job>();
  readonly items: Item[] = [];
  /** With a password instead of an API token, one needs a crumb. */
  wantsCrumb = false;
  /** Whether it has the plugin that tells of stages. */
  tellsStages = true;
  /** Instead of what it answers to who wants something built. */
  insteadOfBuild?: { status: number; location?: string };
  readonly #server = http.createServer((request, response) => {
    void this.#answer(request, response);
  });

  async start(): Promise<this> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return this;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/jenkins`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** A place in the queue becomes a build. */
  takeUp(item: Item, commit?: string): Build {
    const { builds } = this.jobs.get(item.job)!;
    const build: Build = {
      ...{ number: builds.length + 1, queueId: item.id, commit },
      ...{ parameters: item.parameters, building: true, result: null },
      ...{ timestamp: Date.now(), duration: 0, log: 'Started\n' },
    };
    item.number = build.number;
    builds.unshift(build);
    return build;
  }

  put(job: string, parameters: Record<string, string>): Item {
    const id = this.items.length + 1;
    const item = { id, job, parameters, cancelled: false };
    this.items.push(item);
    return item;
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse) {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { headers, method } = request;
    const url = new URL(request.url!, this.url);
    const path = url.pathname.replace(/^\/jenkins/, '');
    const send = (status: number, said: unknown = '', more = {}) => {
      const isText = typeof said === 'string';
      response.writeHead(status, more);
      response.end(isText ? said : JSON.stringify(said));
    };
    const who = `Basic ${Buffer.from('portal:secret').toString('base64')}`;
    if (headers.authorization !== who) return send(401);
    if (path === '/crumbIssuer/api/json') {
      const said = { crumb: CRUMB, crumbRequestField: 'Jenkins-Crumb' };
      const cookie = { 'set-cookie': 'JSESSIONID=of-crumb; Path=/; HttpOnly' };
      return send(200, said, cookie);
    }
    const hasCrumb =
      headers['jenkins-crumb'] === CRUMB &&
      headers.cookie === 'JSESSIONID=of-crumb';
    if (method === 'POST' && this.wantsCrumb && !hasCrumb) {
      return send(403, 'No valid crumb was included in the request');
    }
    await pause(1);
    return method === 'POST'
      ? this.#do(path, { body, send })
      : this.#tell(path, { tree: url.searchParams.get('tree') ?? '', send });
  }

  #do(
    path: string,
    { body, send }: { body: string; send: (...said: never[]) => void },
  ) {
    const say = send as (status: number, said?: unknown, more?: object) => void;
    const fields = Object.fromEntries(new URLSearchParams(body));
    if (path === '/queue/cancelItem') {
      this.items.find(({ id }) => `${id}` === fields.id)!.cancelled = true;
      return say(204);
    }
    const [, job, what] = /^((?:\/job\/[^/]+)+)\/(.+)$/.exec(path) ?? [];
    const found = this.jobs.get(job);
    if (!found) return say(404);
    const stopped = /^(\d+)\/stop$/.exec(what);
    if (stopped) {
      const build = found.builds.find(
        ({ number }) => `${number}` === stopped[1],
      );
      Object.assign(build!, { building: false, result: 'ABORTED' });
      return say(302, '', { location: '../' });
    }
    if (this.insteadOfBuild) {
      const { status, location } = this.insteadOfBuild;
      return say(status, '', location ? { location } : {});
    }
    const isWith = what === 'buildWithParameters';
    // As Jenkins has it: the one is for jobs with parameters, the other for those without.
    if (isWith !== found.parameters.length > 0) return say(400);
    const kept = Object.entries(fields).filter(([name]) =>
      found.parameters.includes(name),
    );
    const { id } = this.put(job, Object.fromEntries(kept));
    return say(201, '', { location: `${this.url}/queue/item/${id}/` });
  }

  #tell(
    path: string,
    { tree, send }: { tree: string; send: (...said: never[]) => void },
  ) {
    const say = send as (status: number, said?: unknown) => void;
    const none = () => say(404, '<html>');
    if (path === '/queue/api/json') {
      const waiting = this.items.filter(
        ({ number, cancelled }) => number === undefined && !cancelled,
      );
      return say(200, {
        items: waiting.map(({ id, job, parameters }) => ({
          ...{ id, task: { url: `${this.url}${job}/` } },
          actions: [{}, { parameters: listOf(parameters) }],
        })),
      });
    }
    const item = /^\/queue\/item\/(\d+)\/api\/json$/.exec(path);
    if (item) {
      const its = this.items.find(({ id }) => `${id}` === item[1]);
      // It forgets what has left the queue.
      if (!its || its.number !== undefined) return none();
      const why = its.cancelled ? null : 'Waiting for next available executor';
      return say(200, { why, cancelled: its.cancelled });
    }
    const [, job, number, what] =
      /^((?:\/job\/[^/]+)+)(?:\/(\d+))?\/(.+)$/.exec(path) ?? [];
    const found = this.jobs.get(job);
    if (!found) return none();
    if (number === undefined) return say(200, this.#shown(job, found, tree));
    const build = found.builds.find(each => `${each.number}` === number);
    if (!build) return none();
    if (what === 'consoleText') return say(200, build.log);
    if (what === 'wfapi/describe') {
      return this.tellsStages ? say(200, { stages: stagesOf(build) }) : none();
    }
    const { building, result, timestamp, duration } = build;
    const url = `${this.url}${job}/${number}/`;
    const actions = actionsOf(build);
    return say(200, { url, building, result, timestamp, duration, actions });
  }

  #shown(job: string, { parameters, builds }: Job, tree: string) {
    const definitions = parameters.map(name => ({ name }));
    return {
      ...(tree.includes('url') && { url: `${this.url}${job}/` }),
      property: [{}, { parameterDefinitions: definitions }],
      builds: builds.map(build => ({
        ...{ number: build.number, queueId: build.queueId },
        actions: actionsOf(build),
      })),
    };
  }
}

function actionsOf({ parameters, commit }: Build) {
  return [
    { parameters: listOf(parameters) },
    ...(commit ? [{ lastBuiltRevision: { SHA1: commit } }] : []),
  ];
}

function listOf(parameters: Record<string, string>) {
  return Object.entries(parameters).map(([name, value]) => ({ name, value }));
}

function stagesOf({ building, result }: Build) {
  const ended = result === 'SUCCESS' ? 'SUCCESS' : 'FAILED';
  const status = building ? 'IN_PROGRESS' : ended;
  return [
    { name: 'checkout', status: 'SUCCESS', durationMillis: 2_100 },
    { name: 'test', status, durationMillis: 4_000 },
  ];
}
