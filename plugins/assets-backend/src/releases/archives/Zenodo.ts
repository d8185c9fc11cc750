import type { Readable } from 'node:stream';
import type { ArchiveAccess } from '@astrolabe/plugin-accounts-node';
import { ForgeError, type ForgeWire } from '../../forges';
import { ForgeClient } from '../../forges/ForgeClient';
import type { DepositMetadata } from './depositMetadata';

const API = '/api/deposit/depositions';
const PAGE = 100;
/** Of somebody's deposits; what is new is on the first of them. */
const MOST_PAGES = 10;
const UPLOAD_MS = 15 * 60_000;
const DOI = /^10\.\d{4,9}\/[\w.()/:;-]+$/;
/** Of its metadata, what no release writes. */
const CURATED = [
  ...['communities', 'contributors', 'grants', 'references', 'subjects'],
  ...['dates', 'language', 'locations', 'method'],
];

/** What was deposited, or will be. */
export interface Deposit {
  id: number;
  /** It is reserved before it is published. */
  doi: string;
  /** Below the address of the archive: where its files are put. */
  bucket: string;
  /** Its page. */
  page: string;
}

export interface DepositedFile {
  id: string;
  name: string;
  bytes: number;
  md5: string;
}

interface Deposition {
  id: number;
  conceptrecid?: string;
  submitted: boolean;
  doi?: string;
  metadata: {
    notes?: string;
    doi?: string;
    prereserve_doi?: { doi?: string } | boolean;
    [other: string]: unknown;
  };
  links: { bucket?: string; html?: string; latest_draft?: string };
}

interface ListedFile {
  id: string;
  filename: string;
  filesize: number;
  checksum: string;
}

/** Zenodo's API of deposits, in the name of a person. All that it does not do is a ForgeError. */
export class Zenodo {
  readonly pages: string;
  readonly tokensPage: string;
  readonly #http: ForgeClient;

  constructor({ url, token }: ArchiveAccess, wire: ForgeWire) {
    this.pages = url;
    this.tokensPage = `${url}/account/settings/applications`;
    this.#http = new ForgeClient(wire, url, {
      headers: { authorization: `Bearer ${token}` },
      needs: ({ status }) =>
        status === 403 ? 'deposit:write and deposit:actions' : undefined,
    });
  }

  /** The number of a published deposit of the person, where it is one of theirs. */
  async ownOf(doi: string): Promise<number | undefined> {
    const id = /^10\.\d+\/zenodo\.(\d+)$/.exec(doi)?.[1];
    if (!id) return undefined;
    const found = await this.#http.find<Deposition>(
      `${API}/${id}`,
      [403, 404, 410],
    );
    return found?.submitted ? found.id : undefined;
  }

  /** A draft whose notes have this word. */
  async draftWith(word: string): Promise<Deposit | undefined> {
    return this.#draft(each => each.metadata.notes?.includes(word) ?? false);
  }

  /** The draft of a version after one that is published: there is one at most. */
  async draftAfter(id: number): Promise<Deposit | undefined> {
    const { conceptrecid } = await this.#get(id);
    if (!conceptrecid)
      throw this.#unclear('does not say what is a version of what');
    return this.#draft(each => each.conceptrecid === conceptrecid);
  }

  async create(metadata: DepositMetadata): Promise<Deposit> {
    const made = await this.#http.send<Deposition>('POST', API, { metadata });
    return this.#depositOf(made);
  }

  /** It begins with the files of the version before. */
  async createAfter(id: number): Promise<Deposit> {
    const answer = await this.#http.send<Deposition>(
      'POST',
      `${API}/${id}/actions/newversion`,
    );
    const draft = /\/depositions\/(\d+)$/.exec(answer.links.latest_draft ?? '');
    if (!draft) throw this.#unclear('names no draft of the new version');
    return this.#depositOf(await this.#get(Number(draft[1])));
  }

  /** What people have put there, and no release says, stays. */
  async describe(id: number, metadata: DepositMetadata): Promise<Deposit> {
    const { metadata: before } = await this.#get(id);
    const kept = CURATED.flatMap(key =>
      before[key] === undefined ? [] : [[key, before[key]]],
    );
    const said = await this.#http.send<Deposition>('PUT', `${API}/${id}`, {
      metadata: { ...Object.fromEntries(kept), ...metadata },
    });
    return this.#depositOf(said);
  }

  async files(id: number): Promise<DepositedFile[]> {
    const found = await this.#http.get<ListedFile[]>(`${API}/${id}/files`);
    return found.map(each => ({
      ...{ id: each.id, name: each.filename, bytes: each.filesize },
      md5: each.checksum.replace(/^md5:/, ''),
    }));
  }

  async removeFile(id: number, file: string): Promise<void> {
    const where = `${API}/${id}/files/${encodeURIComponent(file)}`;
    await this.#http.send('DELETE', where);
  }

  /** In the place of one of the same name. */
  async putFile(
    { bucket }: Deposit,
    file: { name: string; bytes: number; body: Readable },
  ): Promise<void> {
    const where = `${bucket}/${encodeURIComponent(file.name)}`;
    await this.#http.put(where, { ...file, timeoutMs: UPLOAD_MS });
  }

  async isPublished(id: number): Promise<boolean> {
    return (await this.#get(id)).submitted;
  }

  async notesOf(id: number): Promise<string> {
    return (await this.#get(id)).metadata.notes ?? '';
  }

  /** For good. */
  async publish(id: number): Promise<void> {
    await this.#http.send('POST', `${API}/${id}/actions/publish`);
  }

  #get(id: number): Promise<Deposition> {
    return this.#http.get<Deposition>(`${API}/${id}`);
  }

  /** Its own search does not find what has just been made by its words: all are looked at. */
  async #draft(
    isIt: (each: Deposition) => boolean,
  ): Promise<Deposit | undefined> {
    for (let page = 1; page <= MOST_PAGES; page++) {
      const query = `size=${PAGE}&page=${page}&sort=mostrecent`;
      const found = await this.#http.get<Deposition[]>(`${API}?${query}`);
      const draft = found.find(each => !each.submitted && isIt(each));
      // The list leaves out where its files are.
      if (draft) return this.#depositOf(await this.#get(draft.id));
      if (found.length < PAGE) return undefined;
    }
    return undefined;
  }

  /** What comes of it is sent what the person has linked: nowhere else than there. */
  #depositOf({ id, metadata, links, ...said }: Deposition): Deposit {
    const { prereserve_doi: reserved } = metadata;
    const doi =
      (typeof reserved === 'object' && reserved.doi) ||
      said.doi ||
      metadata.doi;
    const bucket = URL.parse(links.bucket ?? '');
    const { origin } = new URL(this.pages);
    // It is written into files, and made a link of.
    if (!doi || !DOI.test(doi) || bucket?.origin !== origin) {
      throw this.#unclear('does not answer as an archive of deposits does');
    }
    const page = `${this.pages}/deposit/${id}`;
    return { id, doi, bucket: bucket.pathname, page };
  }

  #unclear(what: string): ForgeError {
    return new ForgeError('unclear', `${new URL(this.pages).host} ${what}`);
  }
}
