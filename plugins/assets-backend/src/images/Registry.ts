import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { OpenAnswer } from '@astrolabe/http';
import type { RegistryAccess } from '@astrolabe/plugin-accounts-node';
import { assertError } from '@backstage/errors';
import type { ForgeWire } from '../forges';
import { registryAt, type ImageName } from './reference';
import { sha256Of } from './signing';

const TIMEOUT_MS = 20_000;
/** As registries have it. */
const MAX_BYTES = 4_000_000;
const MOST_PLATFORMS = 20;
/** The annotation or label of the OCI image specification. */
const REVISION = 'org.opencontainers.image.revision';
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A manifest of one image, or of one for each platform. */
export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const ACCEPT = [
  ...[MANIFEST, 'application/vnd.oci.image.index.v1+json'],
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ');

/**
 * missing: it is not there, or not for us. away: it does not answer now. unclear: it
 * does not answer as a registry does. closed: the portal may not ask there.
 */
export type RegistryTrouble = 'missing' | 'away' | 'unclear' | 'closed';

export class RegistryError extends Error {
  readonly trouble: RegistryTrouble;

  constructor(trouble: RegistryTrouble, message: string) {
    super(message);
    this.name = 'RegistryError';
    this.trouble = trouble;
  }
}

export interface Manifest {
  /** Of its very bytes. */
  digest: string;
  /** Of one for each platform: the digests of theirs. */
  platforms: string[];
  json: Record<string, unknown>;
}

/** What is read of a manifest beside its digests: anybody may have written it. */
interface Described {
  annotations?: Record<string, unknown>;
  config?: { digest?: unknown };
}

interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/**
 * A repository of images (OCI distribution specification 1.1), as everybody or as
 * who has an account there. What it does not do is a RegistryError.
 */
export class Registry {
  readonly #wire: ForgeWire;
  readonly #url: string;
  readonly #repository: string;
  readonly #account: RegistryAccess | undefined;
  /** By what they are for. */
  readonly #tokens = new Map<string, string>();

  constructor(
    { host, repository }: ImageName,
    options: { wire: ForgeWire; account?: RegistryAccess },
  ) {
    const { wire, account } = options;
    this.#wire = wire;
    this.#url = registryAt(host, account?.url);
    this.#repository = repository;
    this.#account = account;
  }

  /** @throws RegistryError also where its bytes are not those of its digest */
  async manifest(reference: string): Promise<Manifest> {
    const answer = await this.#ask(this.#at(`manifests/${reference}`), {
      headers: { accept: ACCEPT },
    });
    this.#assertWell(answer);
    const bytes = await this.#read(answer.body);
    const digest = sha256Of(bytes);
    const said = reference.startsWith('sha256:')
      ? reference
      : answer.headers['docker-content-digest'] ?? digest;
    if (said !== digest) {
      throw this.#unclear(`says ${said} of what has the digest ${digest}`);
    }
    try {
      const json = JSON.parse(bytes.toString('utf8'));
      return { digest, json, platforms: platformsOf(json) };
    } catch {
      throw this.#unclear('gives a manifest that is no JSON');
    }
  }

  /** The commit that an image was made of, where it says so. */
  async revisionOf({ json, platforms }: Manifest): Promise<string | undefined> {
    const { annotations, config } = json as Described;
    const noted = annotations?.[REVISION];
    if (noted !== undefined) return String(noted);
    if (DIGEST.test(String(config?.digest))) {
      const blob = this.#at(`blobs/${config!.digest}`);
      const answer = await this.#ask(blob);
      this.#assertWell(answer);
      return revisionIn(await this.#read(answer.body));
    }
    const [first] = platforms;
    if (!first) return undefined;
    const one = await this.manifest(first);
    // Whatever it says: nothing leads on from there.
    return this.revisionOf({ ...one, platforms: [] });
  }

  /**
   * Of a tag, without counting as a pull where those are counted; of a digest, whether
   * it is there.
   */
  async digestOf(reference: string): Promise<string> {
    const answer = await this.#ask(this.#at(`manifests/${reference}`), {
      ...{ method: 'HEAD', headers: { accept: ACCEPT } },
    });
    answer.body.resume();
    this.#assertWell(answer);
    const said = String(answer.headers['docker-content-digest'] ?? '');
    if (!DIGEST.test(said)) return (await this.manifest(reference)).digest;
    if (reference.startsWith('sha256:') && said !== reference) {
      throw this.#unclear(`says ${said} of ${reference}`);
    }
    return said;
  }

  /** As manifest; undefined where there is none. */
  async findManifest(reference: string): Promise<Manifest | undefined> {
    try {
      return await this.manifest(reference);
    } catch (error) {
      const isMissing =
        error instanceof RegistryError && error.trouble === 'missing';
      if (isMissing) return undefined;
      throw error;
    }
  }

  /** One that is there already is no error. */
  async putBlob(content: string): Promise<void> {
    const digest = sha256Of(content);
    const present = await this.#ask(this.#at(`blobs/${digest}`), {
      method: 'HEAD',
    });
    present.body.resume();
    if (present.status === 200) return;
    const begun = await this.#send(this.#at('blobs/uploads/'), {
      method: 'POST',
    });
    const { location } = begun.headers;
    const place = location && URL.parse(location, this.#url);
    if (!place) throw this.#unclear('does not say where a blob is put');
    place.searchParams.set('digest', digest);
    await this.#send(place.href, {
      ...{ method: 'PUT', body: content },
      headers: { 'content-type': 'application/octet-stream' },
    });
  }

  async putManifest(tag: string, content: string): Promise<void> {
    await this.#send(this.#at(`manifests/${tag}`), {
      ...{ method: 'PUT', body: content },
      headers: { 'content-type': MANIFEST },
    });
  }

  #at(path: string): string {
    return `${this.#url}/v2/${this.#repository}/${path}`;
  }

  async #send(url: string, question: Question): Promise<OpenAnswer> {
    const answer = await this.#ask(url, question);
    answer.body.resume();
    this.#assertWell(answer);
    return answer;
  }

  /** With a token, as soon as it says that there is one to be had. */
  async #ask(url: string, question: Question = {}): Promise<OpenAnswer> {
    const { method = 'GET' } = question;
    // Where it has blobs put elsewhere, nothing of an account is told there.
    if (new URL(url).origin !== new URL(this.#url).origin) {
      return this.#request(url, question, undefined);
    }
    const may = /^(GET|HEAD)$/.test(method) ? 'pull' : 'pull,push';
    const answer = await this.#request(url, question, this.#tokens.get(may));
    if (answer.status !== 401) return answer;
    const challenge = String(answer.headers['www-authenticate'] ?? '');
    const authorization = await this.#signIn(challenge, may);
    if (!authorization) return answer;
    answer.body.resume();
    this.#tokens.set(may, authorization);
    return this.#request(url, question, authorization);
  }

  async #signIn(challenge: string, may: string): Promise<string | undefined> {
    const basic = this.#account && basicOf(this.#account);
    if (/^basic\b/i.test(challenge)) return basic;
    const said = (name: string) =>
      new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(challenge)?.[1];
    const place = URL.parse(said('realm') ?? '');
    // What is kept from others on the way stays so.
    const isOpen = place?.protocol === 'http:' && /^https:/.test(this.#url);
    if (!/^bearer\b/i.test(challenge) || !place || isOpen) return undefined;
    const service = said('service');
    if (service) place.searchParams.set('service', service);
    const scope = `repository:${this.#repository}:${may}`;
    place.searchParams.set('scope', scope);
    const answer = await this.#request(place.href, {}, basic);
    if (answer.status !== 200) {
      answer.body.resume();
      return undefined;
    }
    const text = (await this.#read(answer.body)).toString('utf8');
    try {
      const { token, access_token: other } = JSON.parse(text);
      return `Bearer ${token ?? other}`;
    } catch {
      throw this.#unclear('gives no token where it says');
    }
  }

  async #request(
    url: string,
    { method = 'GET', headers, body }: Question,
    authorization: string | undefined,
  ): Promise<OpenAnswer> {
    const options = {
      ...{ method, body, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES },
      headers: { ...headers, ...(authorization && { authorization }) },
    };
    try {
      return await this.#wire.open(url, options);
    } catch (error) {
      assertError(error);
      const { host } = new URL(url);
      const code = 'code' in error ? String(error.code) : '';
      if (code === 'PRIVATE_ADDRESS') {
        throw new RegistryError('closed', error.message);
      }
      const why = code && ` (${code})`;
      throw new RegistryError('away', `${host} does not answer${why}`);
    }
  }

  async #read(body: Readable): Promise<Buffer> {
    try {
      return await buffer(body);
    } catch (error) {
      assertError(error);
      throw new RegistryError('away', `${this.#host}: ${error.message}`);
    }
  }

  #assertWell({ status, body }: OpenAnswer): void {
    if (status >= 200 && status < 300) return;
    body.resume();
    const words = `${this.#host} answered ${status}`;
    // Of what is not for who asks, some say that it is not there, others what it takes.
    if ([401, 403, 404].includes(status)) {
      throw new RegistryError('missing', words);
    }
    const isAway = status === 429 || status >= 500;
    throw new RegistryError(isAway ? 'away' : 'unclear', words);
  }

  #unclear(what: string): RegistryError {
    return new RegistryError('unclear', `${this.#host} ${what}`);
  }

  get #host(): string {
    return new URL(this.#url).host;
  }
}

/** Without what builders put beside images in the same list. */
function platformsOf({ manifests }: { manifests?: unknown }): string[] {
  const all: { digest: string; platform?: { architecture?: string } }[] =
    Array.isArray(manifests) ? manifests : [];
  return all
    .filter(({ platform }) => platform?.architecture !== 'unknown')
    .map(({ digest }) => digest)
    .filter(digest => DIGEST.test(digest))
    .slice(0, MOST_PLATFORMS);
}

function basicOf({ user, password }: RegistryAccess): string {
  const pair = Buffer.from(`${user}:${password}`, 'utf8');
  return `Basic ${pair.toString('base64')}`;
}

function revisionIn(config: Buffer): string | undefined {
  try {
    const { config: { Labels = {} } = {} } = JSON.parse(
      config.toString('utf8'),
    );
    const said = Labels?.[REVISION];
    return typeof said === 'string' ? said : undefined;
  } catch {
    return undefined;
  }
}
