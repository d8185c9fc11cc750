/** Where an image is, as names of images have it. */
export interface ImageName {
  /** Its registry, such as `ghcr.io` or `localhost:5000`. */
  host: string;
  /** Such as `lab/leaf-counter`. */
  repository: string;
}

const DOCKER_HUB = 'docker.io';
const HUB_PAGE = /^https?:\/\/hub\.docker\.com\/(?:r\/|_\/)/;
const HOST = /^[a-z0-9.-]+(:\d{1,5})?$/i;
/** As the OCI distribution specification has it. */
const PART = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;
const LONGEST = 255;

/**
 * The image that a link of metadata names, without its tag: by its name as for
 * `docker pull`, by its page at Docker Hub, or by its address. Undefined where it is none.
 */
export function imageIn(link: string): ImageName | undefined {
  const text = link
    .trim()
    .replace(/^docker:(\/\/)?/, '')
    .replace(HUB_PAGE, `${DOCKER_HUB}/`)
    .replace(/^https?:\/\//, '')
    .replace(/\/(tags)?\/?$/, '');
  const untagged = text
    .replace(/@[a-z0-9]+:[0-9a-f]+$/, '')
    .replace(/:[^:/]*$/, '');
  const [first, ...rest] = untagged.split('/');
  const isHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const host = isHost ? first : DOCKER_HUB;
  const parts = isHost ? rest : [first, ...rest];
  const isOfficial = host === DOCKER_HUB && parts.length === 1;
  const repository = (isOfficial ? ['library', ...parts] : parts).join('/');
  const isName =
    HOST.test(host) &&
    repository.length <= LONGEST &&
    repository.split('/').every(part => PART.test(part));
  return isName ? { host, repository } : undefined;
}

/**
 * What the link names of it: a digest, which prevails over a tag beside it, or a tag.
 * Undefined: it leaves that open.
 */
export function versionIn(link: string): string | undefined {
  const text = link.trim();
  const [, digest] = /@(sha256:[0-9a-f]{64})$/.exec(text) ?? [];
  const [, tag] = /:(\w[\w.-]{0,127})$/.exec(text) ?? [];
  return digest ?? tag;
}

export function nameOf({ host, repository }: ImageName): string {
  return `${host}/${repository}`;
}

/** Where its registry answers: as it was linked, or by TLS but on this machine, as for Docker. */
export function registryAt(host: string, linked?: string): string {
  if (host === DOCKER_HUB) return 'https://registry-1.docker.io';
  if (linked) return linked.replace(/\/$/, '');
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+)(:|$)/.test(host);
  return `${isHere ? 'http' : 'https'}://${host}`;
}

/** Whether an account at this address is one at that registry. */
export function isAt(url: string, host: string): boolean {
  if (!URL.canParse(url)) return false;
  const { host: linked } = new URL(url);
  if (linked === host) return true;
  return host === DOCKER_HUB && /(^|\.)docker\.io$/.test(linked);
}
