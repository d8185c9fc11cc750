import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { NomadClient } from '../client/NomadClient';
import { openTerminal } from './openTerminal';

/** Until what was sent to the server has come there. */
const PATIENCE_MS = 50;

describe('a terminal at Nomad', () => {
  let server: WebSocketServer;
  let client: NomadClient;
  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    client = new NomadClient({
      url: `http://127.0.0.1:${port}`,
      region: 'r1',
      namespace: 'default',
      pageSize: 10,
    });
  });
  afterEach(async () => {
    await client.close();
    server.close();
  });

  const say = (socket: WebSocket, frame: object) =>
    socket.send(JSON.stringify(frame));
  const hello = {
    stdout: { data: Buffer.from('hello').toString('base64') },
  };
  const open = () =>
    openTerminal(client, 'a', { task: 'main', columns: 80, rows: 24 });

  it('keeps the exit code of a program that has said its last word at once', async () => {
    let program: WebSocket | undefined;
    server.on('connection', socket => {
      program = socket;
      // Nomad forgets how it ended when something comes for a program that is over.
      socket.once('message', () => socket.terminate());
      say(socket, hello);
    });
    const { exitCode, stream } = await open();
    await pause(PATIENCE_MS);
    program!.removeAllListeners('message');
    say(program!, { exited: true, result: { exit_code: 1 } });
    program!.close();
    expect(await exitCode).toBe(1);
    expect(await text(stream)).toBe('hello');
  });

  it('tells a program its size before it says anything', async () => {
    const sizes: unknown[] = [];
    server.on('connection', socket =>
      socket.once('message', data => {
        sizes.push(JSON.parse(String(data)));
        say(socket, { exited: true });
        socket.close();
      }),
    );
    const { exitCode } = await open();
    expect(await exitCode).toBe(0);
    expect(sizes).toEqual([{ tty_size: { width: 80, height: 24 } }]);
  });
});
