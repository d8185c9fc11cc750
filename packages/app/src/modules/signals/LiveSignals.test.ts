import { SIGNALS_RECONNECTED_EVENT } from '@astrolabe/plugin-workloads';
import { waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveSignals } from './LiveSignals';

/** The browser's, as far as it is used. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  readonly sent: unknown[] = [];

  constructor(readonly url: string, readonly protocols: string[]) {
    super();
    FakeSocket.all.push(this);
  }

  send(text: string) {
    this.sent.push(JSON.parse(text));
  }

  open() {
    this.readyState = FakeSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }

  tell(channel: string, message: object) {
    const data = JSON.stringify({ channel, message });
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  close() {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

const socket = (index: number) =>
  waitFor(() => {
    expect(FakeSocket.all.length).toBeGreaterThan(index);
    return FakeSocket.all[index];
  });

function signals(token = vi.fn(async () => ({ token: 'a-token' }))) {
  return new LiveSignals({
    identity: { getCredentials: token } as never,
    discovery: { getBaseUrl: async name => `https://portal.example/${name}` },
  });
}

describe('what the portal tells a page', () => {
  const missed = vi.fn();
  beforeEach(() => {
    FakeSocket.all = [];
    missed.mockClear();
    vi.stubGlobal('WebSocket', FakeSocket);
    window.addEventListener(SIGNALS_RECONNECTED_EVENT, missed);
  });
  afterEach(() => {
    window.removeEventListener(SIGNALS_RECONNECTED_EVENT, missed);
    vi.unstubAllGlobals();
  });

  it('comes by one connection; what may have been missed before it was there is said', async () => {
    const live = signals();
    const [one, other] = [vi.fn(), vi.fn()];
    live.subscribe('workloads', one);
    live.subscribe('snapshots', other);
    const only = await socket(0);
    expect(only).toMatchObject({
      url: 'wss://portal.example/signals',
      protocols: ['a-token'],
    });
    expect(missed).not.toHaveBeenCalled();
    only.open();
    expect(only.sent).toEqual([
      { action: 'subscribe', channel: 'workloads' },
      { action: 'subscribe', channel: 'snapshots' },
    ]);
    expect(missed).toHaveBeenCalledTimes(1);
    only.tell('workloads', { id: 1 });
    expect(one).toHaveBeenCalledWith({ id: 1 });
    expect(other).not.toHaveBeenCalled();
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('goes on over the same connection from one page to the next', async () => {
    const live = signals();
    const first = live.subscribe('workloads', () => {});
    const only = await socket(0);
    only.open();
    first.unsubscribe();
    first.unsubscribe();
    const heard = vi.fn();
    live.subscribe('workloads', heard);
    live.subscribe('workloads', heard);
    expect(only.sent.slice(1)).toEqual([
      { action: 'unsubscribe', channel: 'workloads' },
      { action: 'subscribe', channel: 'workloads' },
    ]);
    only.tell('workloads', {});
    expect(heard).toHaveBeenCalledTimes(2);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('comes by another connection when nobody answers the first', async () => {
    vi.useFakeTimers();
    signals().subscribe('workloads', () => {});
    await vi.advanceTimersByTimeAsync(2900);
    expect(FakeSocket.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(FakeSocket.all).toHaveLength(2);
    FakeSocket.all[1].open();
    expect(missed).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toHaveLength(2);
    vi.useRealTimers();
  });

  it('comes again after a break, and after the portal gave no token', async () => {
    const token = vi.fn(async () => ({ token: 'a-token' }));
    token.mockRejectedValueOnce(new Error('away'));
    const live = signals(token);
    const heard = vi.fn();
    live.subscribe('workloads', heard);
    const first = await socket(0);
    first.open();
    first.close();
    const second = await socket(1);
    second.open();
    expect(second.sent).toEqual([
      { action: 'subscribe', channel: 'workloads' },
    ]);
    expect(missed).toHaveBeenCalledTimes(2);
    second.tell('workloads', {});
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
