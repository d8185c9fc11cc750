import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

const MANIFESTS = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** A registry of images, asked by its HTTP API (the OCI distribution specification). */
export class Registry {
  #host;
  #base;

  /**
   * @param {string} reference as in the names of images: `registry.example.org/astrolabe`
   * @param {{ http?: boolean }} options
   */
  constructor(reference, { http = false } = {}) {
    const [host, ...prefix] = reference.split('/');
    if (!/[.:]|^localhost$/.test(host)) {
      throw new Error(
        `'${reference}' names no registry: it has to begin with a host, such as registry.example.org/astrolabe`,
      );
    }
    this.#host = host;
    this.#base = [...prefix, ''].join('/');
    /** Whether it is asked without TLS. */
    this.isHttp = http || /^(localhost|127\.[\d.]+)(:\d+)?$/.test(host);
  }

  /**
   * How many bytes an image has there.
   *
   * @param {string} id
   * @param {string} tag
   * @returns {Promise<number | undefined>} undefined: it is not there
   */
  async bytesOf(id, tag) {
    const scheme = this.isHttp ? 'http' : 'https';
    const url = `${scheme}://${this.#host}/v2/${
      this.#base
    }${id}/manifests/${tag}`;
    let answer = await ask(url);
    if (answer.status === 401) {
      const challenge = answer.headers.get('www-authenticate') ?? '';
      answer = await ask(url, await this.#authorization(challenge));
    }
    if (answer.status === 404) return undefined;
    if (!answer.ok) {
      throw new Error(
        `The registry ${this.#host} answers ${
          answer.status
        } to ${url}: log in with podman or docker, or check the address`,
      );
    }
    const { config, layers } = await answer.json();
    return [config, ...layers].reduce((sum, { size }) => sum + size, 0);
  }

  /** What a registry wants to be told: a password, or a token for one. */
  async #authorization(challenge) {
    const password = await passwordFor(this.#host);
    const basic = password && `Basic ${password}`;
    if (!/^bearer /i.test(challenge)) return basic;
    const asked = Object.fromEntries(
      [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const url = new URL(asked.realm);
    for (const name of ['service', 'scope']) {
      if (asked[name]) url.searchParams.set(name, asked[name]);
    }
    const answer = await ask(url, basic);
    if (!answer.ok) return undefined;
    const { token, access_token: accessToken } = await answer.json();
    return `Bearer ${token ?? accessToken}`;
  }
}

/** @param {string | URL} url @param {string} [authorization] */
async function ask(url, authorization) {
  try {
    return await fetch(url, {
      headers: { accept: MANIFESTS, ...(authorization && { authorization }) },
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    throw new Error(
      `${new URL(url).host} does not answer: ${
        error.cause?.message ?? error.message
      }`,
    );
  }
}

/** What `podman login` or `docker login` has kept, as HTTP wants it. */
async function passwordFor(host) {
  const runtime =
    process.env.XDG_RUNTIME_DIR ?? `/run/user/${process.getuid?.()}`;
  const files = [
    process.env.REGISTRY_AUTH_FILE,
    path.join(runtime, 'containers/auth.json'),
    `/run/containers/${process.getuid?.()}/auth.json`,
    path.join(homedir(), '.docker/config.json'),
  ];
  for (const file of files) {
    const text = file && (await readFile(file, 'utf8').catch(() => undefined));
    const { auths = {} } = text ? JSON.parse(text) : {};
    if (auths[host]?.auth) return auths[host].auth;
  }
  return undefined;
}
