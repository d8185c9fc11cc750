import type { AssetChecks, CheckRun } from './checks';

/** The checks of modules as pages and the CLI see them. @public */
export interface ChecksApi {
  list(name: string): Promise<AssetChecks>;
  /** Has a commit checked now; the same key gives the same run. */
  run(
    name: string,
    wish: { revision?: string; idempotencyKey: string },
  ): Promise<CheckRun>;
  get(name: string, run: string): Promise<CheckRun>;
  /** The end of what a check has written. */
  log(name: string, run: string, check: string): Promise<string>;
  /** One of the files that it has left. */
  file(name: string, run: string, file: string): Promise<string>;
  /** Whether pushes have them run. */
  setOnPush(name: string, onPush: boolean): Promise<void>;
}

/** @public */
export class ChecksClient implements ChecksApi {
  readonly #request: (where: string, init?: RequestInit) => Promise<Response>;

  /** @param request asks below `/v1`, and throws what is no good answer */
  constructor(
    request: (where: string, init?: RequestInit) => Promise<Response>,
  ) {
    this.#request = request;
  }

  async list(name: string): Promise<AssetChecks> {
    return (await this.#request(at(name))).json();
  }

  async run(
    name: string,
    { idempotencyKey, ...wish }: { revision?: string; idempotencyKey: string },
  ): Promise<CheckRun> {
    const response = await this.#request(at(name), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify(wish),
    });
    return response.json();
  }

  async get(name: string, run: string): Promise<CheckRun> {
    return (
      await this.#request(`${at(name)}/${encodeURIComponent(run)}`)
    ).json();
  }

  async log(name: string, run: string, check: string): Promise<string> {
    return this.#text(name, [run, 'logs', check]);
  }

  async file(name: string, run: string, file: string): Promise<string> {
    return this.#text(name, [run, 'files', file]);
  }

  async setOnPush(name: string, onPush: boolean): Promise<void> {
    await this.#request(`/repositories/${encodeURIComponent(name)}/checks`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ onPush }),
    });
  }

  async #text(name: string, below: string[]): Promise<string> {
    const where = below.map(encodeURIComponent).join('/');
    return (await this.#request(`${at(name)}/${where}`)).text();
  }
}

function at(name: string): string {
  return `/assets/module/${encodeURIComponent(name)}/checks`;
}
