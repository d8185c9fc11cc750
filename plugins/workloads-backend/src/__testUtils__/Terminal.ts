import type { TerminalEnding } from '@astrolabe/plugin-workloads-common';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { eventually, type Portal } from './startWorkloads';

/** A terminal as a program has it. */
export class Terminal {
  shown = '';
  ending: TerminalEnding | undefined;
  /** HTTP status of a refusal; 0 for a connection that was closed. */
  readonly refused: Promise<number>;
  readonly socket: WebSocket;

  constructor(portal: Portal, ticket: string, headers: object = {}) {
    this.socket = new WebSocket(
      `ws://127.0.0.1:${portal.gatewayPort}/`,
      ['astrolabe.terminal', ticket],
      { headers: { host: 'terminal.apps.localhost:7008', ...headers } },
    );
    this.socket.on('message', (data, isBinary) => {
      if (isBinary) this.shown += data;
      else this.ending = JSON.parse(String(data));
    });
    this.refused = new Promise(resolve => {
      this.socket.once('unexpected-response', (_request, { statusCode = 0 }) =>
        resolve(statusCode),
      );
      this.socket.once('close', () => resolve(0));
    });
    this.socket.on('error', () => {});
  }

  say(message: object | string): void {
    const text =
      typeof message === 'string' ? message : JSON.stringify(message);
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(text);
    else this.socket.once('open', () => this.socket.send(text));
  }

  type(text: string): void {
    this.socket.send(Buffer.from(text));
  }

  shows(text: string): Promise<void> {
    return eventually(() => expect(this.shown).toContain(text));
  }

  ends(): Promise<TerminalEnding> {
    return eventually(() => {
      if (this.ending) return this.ending;
      throw new Error('It goes on');
    });
  }
}
