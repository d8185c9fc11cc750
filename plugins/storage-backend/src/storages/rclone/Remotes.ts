import { createHmac, randomBytes } from 'node:crypto';
import type { RcloneRemote } from '@astrolabe/plugin-accounts-node';
import type { RemoteControl } from './RemoteControl';

/** So long a storage that nobody uses is known to rclone. */
const IDLE_MS = 10 * 60_000;

/** What rclone has been told, by the name that it knows it by. */
interface Told {
  control: RemoteControl;
  name: string;
  timer: NodeJS.Timeout;
}

/**
 * The storages that rclone knows. It is told of one when it is needed, keeps it
 * in its memory, and forgets it when it was idle. The same storage with another
 * password is another one.
 */
export class Remotes {
  readonly #key = randomBytes(32);
  readonly #told = new Map<string, Told>();
  readonly #idleMs: number;

  constructor({ idleMs = IDLE_MS }: { idleMs?: number } = {}) {
    this.#idleMs = idleMs;
  }

  /** The name by which this rclone knows a storage. */
  async nameOf(control: RemoteControl, remote: RcloneRemote): Promise<string> {
    const name = this.#name(remote);
    const told = this.#told.get(name);
    if (told?.control !== control) {
      const { type, options, secrets } = remote;
      await control.call('config/create', {
        ...{ name, type, parameters: { ...options, ...secrets } },
        opt: { obscure: true, nonInteractive: true },
      });
    }
    clearTimeout(this.#told.get(name)?.timer);
    const timer = setTimeout(() => this.#forget(name), this.#idleMs);
    timer.unref();
    this.#told.set(name, { control, name, timer });
    return name;
  }

  stop(): void {
    for (const { timer } of this.#told.values()) clearTimeout(timer);
    this.#told.clear();
  }

  #forget(name: string): void {
    const told = this.#told.get(name);
    this.#told.delete(name);
    // Where rclone is no more, it has forgotten.
    told?.control.call('config/delete', { name }).catch(() => {});
  }

  #name(remote: RcloneRemote): string {
    const told = JSON.stringify(remote);
    const hash = createHmac('sha256', this.#key).update(told).digest('hex');
    return `s${hash.slice(0, 32)}`;
  }
}
