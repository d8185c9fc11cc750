import { setTimeout as pause } from 'node:timers/promises';
import type { FakeableMethod } from './inMemoryOptions';

/** Where calls wait. @public */
export interface Gate {
  /** Those that wait go on, and nobody waits any more. */
  open(): void;
  /** Those that wait still do; who comes now does not. */
  letOthersPass(): void;
}

/** How long each of a fake engine's calls takes. */
export class Waits {
  readonly #delays = new Map<FakeableMethod, number>();
  readonly #gates = new Map<
    FakeableMethod,
    { passing: number; opened: Promise<void> }
  >();

  delay(method: FakeableMethod, milliseconds: number): void {
    this.#delays.set(method, milliseconds);
  }

  hold(method: FakeableMethod, passing: number): Gate {
    let open = () => {};
    const opened = new Promise<void>(resolve => {
      open = resolve;
    });
    this.#gates.set(method, { passing, opened });
    return { open, letOthersPass: () => this.#gates.delete(method) };
  }

  async pass(method: FakeableMethod): Promise<void> {
    const delay = this.#delays.get(method);
    if (delay) await pause(delay);
    const gate = this.#gates.get(method);
    if (gate && gate.passing-- <= 0) await gate.opened;
  }
}
