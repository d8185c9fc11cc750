import { SIGNALS_RECONNECTED_EVENT } from '@astrolabe/plugin-workloads';
import type { DiscoveryApi, IdentityApi } from '@backstage/frontend-plugin-api';
import type {
  SignalApi,
  SignalSubscriber,
} from '@backstage/plugin-signals-react';

/** A backend that has just started never answers the first who asks. */
const OPENING_MS = 3000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

interface Subscription {
  channel: string;
  onMessage(message: never): void;
}

/**
 * What the portal tells this page, over one WebSocket. Whenever it is there, the
 * first time too, pages are told that they may have missed something: what
 * changed between their reading and that is in no signal.
 */
export class LiveSignals implements SignalApi {
  readonly #parts: { identity: IdentityApi; discovery: DiscoveryApi };
  readonly #subscriptions = new Set<Subscription>();
  /** While it connects and while it is there. */
  #isUp = false;
  #socket: WebSocket | undefined;
  #failures = 0;

  constructor(parts: { identity: IdentityApi; discovery: DiscoveryApi }) {
    this.#parts = parts;
  }

  subscribe(
    channel: string,
    onMessage: Subscription['onMessage'],
  ): SignalSubscriber {
    const subscription = { channel, onMessage };
    if (!this.#channels().has(channel)) this.#ask('subscribe', channel);
    this.#subscriptions.add(subscription);
    if (!this.#isUp) this.#connect();
    return {
      unsubscribe: () => {
        const isKnown = this.#subscriptions.delete(subscription);
        // The connection stays: the next page wants it in a moment.
        if (isKnown && !this.#channels().has(channel)) {
          this.#ask('unsubscribe', channel);
        }
      },
    };
  }

  async #connect(): Promise<void> {
    this.#isUp = true;
    try {
      const { identity, discovery } = this.#parts;
      const url = new URL(await discovery.getBaseUrl('signals'));
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      const { token } = await identity.getCredentials();
      const socket = new WebSocket(url.href, token ? [token] : []);
      this.#socket = socket;
      const late = setTimeout(() => socket.close(), OPENING_MS);
      socket.addEventListener('open', () => {
        clearTimeout(late);
        this.#opened();
      });
      socket.addEventListener('message', ({ data }) => this.#hear(data));
      socket.addEventListener('close', () => {
        clearTimeout(late);
        this.#closed();
      });
    } catch {
      // Such as while the portal cannot be asked for a token.
      this.#closed();
    }
  }

  #opened(): void {
    this.#failures = 0;
    for (const channel of this.#channels()) this.#ask('subscribe', channel);
    window.dispatchEvent(new Event(SIGNALS_RECONNECTED_EVENT));
  }

  #closed(): void {
    this.#socket = undefined;
    const wait = FIRST_RETRY_MS * 2 ** this.#failures++;
    setTimeout(() => this.#connect(), Math.min(wait, LONGEST_RETRY_MS));
  }

  #hear(data: string): void {
    const { channel, message } = JSON.parse(data);
    for (const each of [...this.#subscriptions]) {
      if (each.channel === channel) each.onMessage(message as never);
    }
  }

  /** When it is not there, it is asked as soon as it is. */
  #ask(action: 'subscribe' | 'unsubscribe', channel: string): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify({ action, channel }));
  }

  #channels(): Set<string> {
    return new Set([...this.#subscriptions].map(({ channel }) => channel));
  }
}
