import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { errorOf, useBench } from './__testUtils__/bench';
import { workload } from './__testUtils__/samples';
import { exitCodes } from './lib/errors';

const bench = useBench();

describe('a terminal', () => {
  let server: WebSocketServer;
  /** What terminals offered and asked for. */
  let heard: string[];
  beforeEach(async () => {
    heard = [];
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    await bench.signedIn();
    const { port } = server.address() as AddressInfo;
    bench.portal.answers[
      `POST /api/workloads/v1/workloads/${workload.id}/terminal`
    ] = [
      // As the gateway of a portal on this machine is called.
      {
        json: { url: `ws://terminal.apps.localhost:${port}/`, ticket: 'once' },
      },
    ];
  });
  afterEach(() => {
    server.close();
  });

  /** Answers the first message, then closes. */
  function answer(ending: object, output: string = ''): void {
    server.on('connection', (socket, { headers }) => {
      heard.push(String(headers['sec-websocket-protocol']));
      socket.once('message', message => {
        heard.push(String(message));
        socket.send(Buffer.from(output));
        socket.send(JSON.stringify(ending), () => socket.close());
      });
    });
  }

  it('runs a program as it is named, and ends as it does', async () => {
    answer({ ended: { exitCode: 3 } }, 'Tesla T4\n');
    const result = await bench.astrolabe(
      ...['exec', workload.id, '--', 'nvidia-smi', '-L', '$(id)'],
    );
    expect(result).toMatchObject({ exitCode: 3, stdout: 'Tesla T4\n' });
    expect(heard[0]).toMatch(/^astrolabe\.terminal, ?once$/);
    expect(JSON.parse(heard[1])).toEqual({
      task: workload.tasks[0],
      command: ['nvidia-smi', '-L', '$(id)'],
      columns: 80,
      rows: 24,
    });
  });

  it('ends well when the program does', async () => {
    answer({ ended: { exitCode: 0 } });
    const result = await bench.astrolabe('exec', workload.id, '--task', 'page');
    expect(result).toMatchObject({ exitCode: exitCodes.ok, stderr: '' });
    expect(JSON.parse(heard[1])).toMatchObject({ task: 'page' });
  });

  it('says why there is none', async () => {
    const nextStep = 'Open a terminal when it runs.';
    answer({ failed: { code: 'X', message: 'Nothing runs in it', nextStep } });
    const result = await bench.astrolabe('exec', workload.id, '--json');
    expect(result.exitCode).toBe(exitCodes.failure);
    expect(errorOf(result)).toMatchObject({
      message: 'Nothing runs in it',
      nextStep,
    });
  });
});
