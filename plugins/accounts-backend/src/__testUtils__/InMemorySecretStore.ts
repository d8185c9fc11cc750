import {
  StoreAwayError,
  VersionError,
  type SecretData,
  type SecretPath,
  type SecretStore,
  type StoreHealth,
} from '../stores';

/** A store that forgets, and is away when a test says so. */
export class InMemorySecretStore implements SecretStore {
  readonly id = 'memory';
  /** What it is; a test sets another. */
  state: StoreHealth = { state: 'ready' };
  readonly kept = new Map<string, { data: SecretData; version: number }>();

  async read(path: SecretPath) {
    this.#check();
    return structuredClone(this.kept.get(path.join('/')));
  }

  async write(
    path: SecretPath,
    data: SecretData,
    { ifVersion }: { ifVersion: number },
  ) {
    this.#check();
    const present = this.kept.get(path.join('/'))?.version ?? 0;
    if (present !== ifVersion) throw new VersionError();
    const version = present + 1;
    this.kept.set(path.join('/'), { data: { ...data }, version });
    return version;
  }

  async remove(path: SecretPath) {
    this.#check();
    this.kept.delete(path.join('/'));
  }

  async list(path: SecretPath) {
    this.#check();
    const folder = `${path.join('/')}/`;
    const below = [...this.kept.keys()].filter(each => each.startsWith(folder));
    const names = below.map(each => {
      const [name, ...rest] = each.slice(folder.length).split('/');
      return rest.length > 0 ? `${name}/` : name;
    });
    return [...new Set(names)].sort();
  }

  async health() {
    return this.state;
  }

  #check() {
    if (this.state.state !== 'ready') throw new StoreAwayError(this.state);
  }
}
