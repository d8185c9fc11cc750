import { createHash, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

interface File {
  id: string;
  name: string;
  content: Buffer;
}

export interface Deposition {
  id: number;
  concept: string;
  bucket: string;
  submitted: boolean;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of the client
  metadata: any;
  files: File[];
  listedAt: number;
}

/** What goes wrong with a request, once. */
export interface Fault {
  what: RegExp;
  status: number;
  headers?: Record<string, string>;
  /** It is done all the same. */
  isDone?: boolean;
}

interface Answer {
  status?: number;
  json?: unknown;
}

const ROOT = '/api/deposit/depositions';
const TOKENS = { good: 'good', poor: 'poor' };
const NO_RECORDS = { hits: { hits: [], total: 0 } };
const NOT_FOUND = { status: 404, json: { message: 'PID does not exist.' } };

/** Answers as Zenodo's published API of deposits does, as far as releases go. */
export class ZenodoServer {
  readonly tokens = TOKENS;
  readonly depositions: Deposition[] = [];
  /** Method and path of what was asked. */
  readonly asked: string[] = [];
  fault?: Fault;
  /** What is new is not in its lists before. */
  listsAfterMs = 0;
  #ids = 7_000_000;
  readonly #server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url!, 'http://x');
    const what = `${request.method} ${pathname}`;
    this.asked.push(what);
    const fault = this.fault?.what.test(what) ? this.fault : undefined;
    if (fault) this.fault = undefined;
    const body = Buffer.concat(chunks);
    const answer = (): Answer => {
      // All may read its records.
      if (what === 'GET /api/records') return { json: NO_RECORDS };
      return request.headers.authorization === 'Bearer good'
        ? this.#answer(what, body, searchParams)
        : refusal(request.headers.authorization);
    };
    const isUndone = fault && !fault.isDone;
    const { status, json } = isUndone
      ? { status: 0, json: { message: 'no' } }
      : answer();
    response.writeHead(fault?.status ?? status ?? 200, fault?.headers);
    response.end(json === undefined ? '' : JSON.stringify(json));
  });

  async start(): Promise<this> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** As a person does it in the browser. */
  make(
    metadata: object,
    { concept = String(++this.#ids), files = [] as File[] } = {},
  ): Deposition {
    const made: Deposition = {
      ...{ id: ++this.#ids, concept, bucket: randomUUID(), submitted: false },
      metadata: { ...metadata },
      files: [...files],
      listedAt: Date.now() + this.listsAfterMs,
    };
    this.depositions.unshift(made);
    return made;
  }

  #answer(what: string, body: Buffer, query: URLSearchParams): Answer {
    if (what === `GET ${ROOT}`) return this.#list(query);
    if (what === `POST ${ROOT}`) {
      const { metadata } = JSON.parse(body.toString());
      return { status: 201, json: this.#shown(this.make(metadata)) };
    }
    const upload = /^PUT \/api\/files\/([^/]+)\/(.+)$/.exec(what);
    if (upload)
      return this.#upload(upload[1], decodeURIComponent(upload[2]), body);
    const at = /^(\w+) .*\/depositions\/(\d+)(?:\/(.*))?$/.exec(what);
    const found = this.depositions.find(({ id }) => String(id) === at?.[2]);
    if (!at || !found) return NOT_FOUND;
    return this.#at(found, `${at[1]} ${at[3] ?? ''}`, body);
  }

  #at(found: Deposition, what: string, body: Buffer): Answer {
    const isDraft = !found.submitted;
    if (what === 'GET ') return { json: this.#shown(found) };
    if (what === 'PUT ' && isDraft) {
      const { metadata } = JSON.parse(body.toString());
      const wrong = lacking(metadata);
      if (wrong) return wrong;
      found.metadata = metadata;
      return { json: this.#shown(found) };
    }
    if (what === 'GET files') return { json: found.files.map(shownFile) };
    const [, id] = /^DELETE files\/(.*)$/.exec(what) ?? [];
    if (id && isDraft) {
      found.files = found.files.filter(each => each.id !== id);
      return { status: 204 };
    }
    if (what === 'POST actions/publish' && isDraft) {
      const wrong = lacking(found.metadata);
      if (wrong) return wrong;
      if (found.files.length === 0) return invalid('files', 'needs a file');
      found.submitted = true;
      return { status: 202, json: this.#shown(found) };
    }
    if (what === 'POST actions/newversion' && !isDraft) {
      return this.#newVersion(found);
    }
    return { status: 403, json: { message: 'Not allowed in this state.' } };
  }

  #newVersion(before: Deposition): Answer {
    const { concept, metadata, files } = before;
    const open = this.depositions.some(
      each => each.concept === concept && !each.submitted,
    );
    if (open) return invalid('files.enabled', 'Please remove all files first.');
    const copies = files.map(each => ({ ...each, id: randomUUID() }));
    const { notes: _, ...same } = metadata;
    const draft = this.make(same, { concept, files: copies });
    const shown = this.#shown(before);
    const latest = `${this.url}${ROOT}/${draft.id}`;
    const links = { ...shown.links, latest_draft: latest };
    return { status: 201, json: { ...shown, links } };
  }

  #upload(bucket: string, name: string, content: Buffer): Answer {
    const found = this.depositions.find(each => each.bucket === bucket);
    if (!found || found.submitted) return NOT_FOUND;
    found.files = found.files.filter(each => each.name !== name);
    found.files.push({ id: randomUUID(), name, content });
    return { status: 201, json: { key: name, size: content.length } };
  }

  #list(query: URLSearchParams): Answer {
    const size = Number(query.get('size') ?? 10);
    const from = (Number(query.get('page') ?? 1) - 1) * size;
    const listed = this.depositions
      .filter(({ listedAt }) => listedAt <= Date.now())
      .slice(from, from + size);
    // Its lists leave out where the files are.
    return {
      json: listed.map(each => ({ ...this.#shown(each), links: {} })),
    };
  }

  #shown(each: Deposition) {
    const doi = `10.5072/zenodo.${each.id}`;
    const { prereserve_doi: reserves } = each.metadata;
    return {
      ...{ id: each.id, conceptrecid: each.concept, submitted: each.submitted },
      state: each.submitted ? 'done' : 'unsubmitted',
      ...(each.submitted && { doi }),
      metadata: {
        ...each.metadata,
        ...(reserves && { prereserve_doi: { doi, recid: each.id } }),
        ...(each.submitted && { doi }),
        // A draft of another version has one, asked for or not.
        ...(!each.submitted && { prereserve_doi: { doi, recid: each.id } }),
      },
      links: {
        bucket: `${this.url}/api/files/${each.bucket}`,
        html: `${this.url}/deposit/${each.id}`,
      },
    };
  }
}

function shownFile({ id, name, content }: File) {
  const checksum = createHash('md5').update(content).digest('hex');
  return { id, filename: name, filesize: content.length, checksum };
}

function lacking(metadata: Record<string, unknown>): Answer | undefined {
  for (const field of ['title', 'description', 'upload_type', 'creators']) {
    const value = metadata[field];
    const isThere = Array.isArray(value) ? value.length > 0 : Boolean(value);
    if (!isThere) return invalid(`metadata.${field}`, 'Missing data.');
  }
  return undefined;
}

function invalid(field: string, message: string): Answer {
  const errors = [{ field, message }];
  return { status: 400, json: { message: 'Validation error.', errors } };
}

function refusal(authorization: string | undefined): Answer {
  return authorization === 'Bearer poor'
    ? { status: 403, json: { message: 'Permission denied.' } }
    : { status: 401, json: { message: 'Unauthorized' } };
}
