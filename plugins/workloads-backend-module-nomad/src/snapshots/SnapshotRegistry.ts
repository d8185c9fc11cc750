import { ServiceUnavailableError } from '@backstage/errors';
import { Agent, request, type Dispatcher } from 'undici';

/** Where snapshots lie, and who may delete there. */
export interface SnapshotRegistryOptions {
  /** As names of images have it, such as `registry.example.org/snapshots`. */
  registry: string;
  /** It speaks no TLS. */
  insecure: boolean;
  username?: string;
  password?: string;
}

const TIMEOUT_MS = 20_000;
const MANIFESTS = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** The part of a registry's API that removes an image (OCI Distribution 1.1). */
export class SnapshotRegistry {
  readonly #options: SnapshotRegistryOptions;
  readonly #agent = new Agent();
  /** By repository. */
  readonly #tokens = new Map<string, string>();

  constructor(options: SnapshotRegistryOptions) {
    this.#options = options;
  }

  /** As names of images have it. */
  placeOf(project: string | undefined): string {
    const { registry } = this.#options;
    return project ? `${registry.split('/')[0]}/${project}` : registry;
  }

  /** Removes an image with this tag. Removing the unknown is a no-op. */
  async remove(tag: string, project?: string): Promise<void> {
    const place = this.placeOf(project);
    const head = await this.#ask('HEAD', `${place}/manifests/${tag}`);
    if (head.statusCode === 404) return;
    const digest = head.headers['docker-content-digest'];
    if (head.statusCode >= 300 || typeof digest !== 'string') {
      throw refused(head.statusCode, 'has no digest for it');
    }
    const answer = await this.#ask('DELETE', `${place}/manifests/${digest}`);
    if (answer.statusCode < 300 || answer.statusCode === 404) return;
    throw refused(answer.statusCode, 'does not delete it');
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  /** @param path - below the registry's host, which comes first in it */
  async #ask(
    method: Dispatcher.HttpMethod,
    path: string,
    { isAgain = false } = {},
  ): Promise<Dispatcher.ResponseData> {
    const [host, ...names] = path.split('/');
    const repository = names.slice(0, -2).join('/');
    const origin = `${this.#options.insecure ? 'http' : 'https'}://${host}`;
    const answer = await this.#send(`${origin}/v2/${names.join('/')}`, {
      method,
      headers: { accept: MANIFESTS, ...this.#authorization(repository) },
    });
    const wanted = String(answer.headers['www-authenticate'] ?? '');
    await answer.body.dump();
    if (answer.statusCode !== 401 || isAgain) return answer;
    const token = await this.#signIn(wanted, repository);
    if (!token) return answer;
    this.#tokens.set(repository, token);
    return this.#ask(method, path, { isAgain: true });
  }

  /** A token, where the registry says that there is one to be had. */
  async #signIn(
    wanted: string,
    repository: string,
  ): Promise<string | undefined> {
    const parts = Object.fromEntries(
      [...wanted.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [
        key,
        value,
      ]),
    );
    if (!/^bearer /i.test(wanted) || !URL.canParse(parts.realm))
      return undefined;
    const url = new URL(parts.realm);
    url.searchParams.set('service', parts.service ?? '');
    url.searchParams.set('scope', `repository:${repository}:pull,delete`);
    const answer = await this.#send(url.href, {
      method: 'GET',
      headers: this.#basic(),
    });
    if (answer.statusCode >= 300) {
      await answer.body.dump();
      return undefined;
    }
    const told = (await answer.body.json()) as {
      token?: string;
      access_token?: string;
    };
    return told.token ?? told.access_token;
  }

  async #send(
    url: string,
    options: { method: Dispatcher.HttpMethod; headers: Record<string, string> },
  ): Promise<Dispatcher.ResponseData> {
    try {
      return await request(url, {
        ...options,
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new ServiceUnavailableError(
        `The registry of snapshots does not answer: ${
          (error as Error).message
        }`,
      );
    }
  }

  #authorization(repository: string): Record<string, string> {
    const token = this.#tokens.get(repository);
    return token ? { authorization: `Bearer ${token}` } : this.#basic();
  }

  #basic(): Record<string, string> {
    const { username, password } = this.#options;
    if (!username) return {};
    const pair = Buffer.from(`${username}:${password}`).toString('base64');
    return { authorization: `Basic ${pair}` };
  }
}

function refused(status: number, what: string): Error {
  return new ServiceUnavailableError(
    `The registry of snapshots ${what} (${status}); it has to allow deleting`,
  );
}
