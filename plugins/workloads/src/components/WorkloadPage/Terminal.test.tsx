import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TerminalEnding } from '@astrolabe/plugin-workloads-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { apiError } from '../../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

const workload = sampleWorkload();
const address = `/workloads/${workload.id}`;

/** In jsdom nothing ever has another size. */
class StillObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

class MediaQuery extends EventTarget {
  matches = false;
  addListener() {}
  removeListener() {}
}

describe('Terminal', () => {
  let server: WebSocketServer;
  let asked: unknown[];
  let ending: TerminalEnding;
  beforeEach(async () => {
    asked = [];
    ending = { ended: { exitCode: 3 } };
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    server.on('connection', socket =>
      socket.once('message', message => {
        asked.push(JSON.parse(String(message)));
        socket.send(Buffer.from('ada@corals:~$ '));
        socket.once('message', typed => {
          asked.push(String(typed));
          socket.send(JSON.stringify(ending));
          socket.close();
        });
      }),
    );
    // jsdom lays nothing out.
    vi.stubGlobal('ResizeObserver', StillObserver);
    vi.stubGlobal('matchMedia', () => new MediaQuery());
  });
  afterEach(() => {
    server.close();
    vi.unstubAllGlobals();
  });

  function backend(changes = {}) {
    const api = new FakeWorkloadsApi([sampleWorkload(changes)]);
    const { port } = server.address() as AddressInfo;
    api.terminal = async () => ({
      url: `ws://127.0.0.1:${port}/`,
      ticket: 'once',
    });
    return api;
  }

  it('opens in what runs, takes what I type, and says how it ended', async () => {
    const { container } = renderRoom(address, backend());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open a terminal' }),
    );
    const group = await screen.findByRole('group', { name: /^Terminal in/ });
    expect(group).toHaveAccessibleDescription(/Ctrl\+Alt\+Q/);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]).toMatchObject({ task: workload.tasks[0] });
    await userEvent.keyboard('x');
    expect(
      await screen.findByText('It ended with code 3.'),
    ).toBeInTheDocument();
    expect(asked[1]).toBe('x');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('is of the program alone, where another lets me manage it', async () => {
    const tasks = ['main', 'storage'];
    const choice = { name: /Where to open it/ };
    const { unmount } = renderRoom(address, backend({ tasks }));
    await screen.findByRole('button', { name: 'Open a terminal' });
    expect(screen.getByRole('button', choice)).toBeInTheDocument();
    unmount();
    renderRoom(address, backend({ tasks, shared: { role: 'manage' } }));
    await screen.findByRole('button', { name: 'Open a terminal' });
    expect(screen.queryByRole('button', choice)).toBeNull();
  });

  it('says why it was closed, when I may not have it open any more', async () => {
    ending = {
      failed: {
        code: 'ACCESS_ENDED',
        message: 'You may not have this open any more',
        cause: "you are no member of 'imagine' any more",
        nextStep: 'The page Access says what you have.',
      },
    };
    renderRoom(address, backend());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open a terminal' }),
    );
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await userEvent.keyboard('x');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The terminal was closed.*no member of 'imagine'.*page Access/,
    );
  });

  it('lets me out by keyboard', async () => {
    renderRoom(address, backend());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open a terminal' }),
    );
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await userEvent.keyboard('{Control>}{Alt>}[KeyQ]{/Alt}{/Control}');
    expect(document.activeElement).toHaveTextContent(/Tab belongs/);
  });

  it('says why there is none, and is not there for what does not run', async () => {
    const api = backend();
    api.terminal = async () => {
      throw apiError(409, {
        name: 'ConflictError',
        message: "It is stopping: 'open' is not possible now",
      });
    };
    const { unmount } = renderRoom(address, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open a terminal' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /No terminal was opened.*It is stopping/,
    );
    unmount();
    renderRoom(address, backend({ state: 'stopped' }));
    await screen.findByRole('heading', { name: workload.title });
    expect(
      screen.queryByRole('button', { name: 'Open a terminal' }),
    ).toBeNull();
  });
});
