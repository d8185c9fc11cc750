import { openTerminal } from '@astrolabe/plugin-workloads-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { workloadsApiRef } from '../api';

const theme = { background: '#16181d', foreground: '#f3f4f6' };

/** Shows a terminal into a task in a box, until it ends or the page is left. */
export function useTerminal(options: {
  id: string;
  task: string;
  box: RefObject<HTMLElement>;
  /** The person wants to go on by keyboard: Tab belongs to the program. */
  onLeave(): void;
}) {
  const api = useApi(workloadsApiRef);
  const { id, task, box } = options;
  const onLeave = useRef(options.onLeave);
  onLeave.current = options.onLeave;
  const [state, setState] = useState<'open' | 'ended'>('open');
  const [hasShown, setShown] = useState(false);
  const [exitCode, setExitCode] = useState<number>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const abort = new AbortController();
    const screen = new Terminal({ screenReaderMode: true, theme });
    const fit = new FitAddon();
    screen.loadAddon(fit);
    screen.open(box.current!);
    screen.attachCustomKeyEventHandler(event => {
      const leaves = event.ctrlKey && event.altKey && event.code === 'KeyQ';
      if (leaves && event.type === 'keydown') onLeave.current();
      return !leaves;
    });
    fit.fit();
    screen.focus();

    const fail = (failure: unknown) => {
      if (abort.signal.aborted) return;
      setError(failure);
      setState('ended');
    };
    const connect = async () => {
      const ticket = await api.terminal(id);
      if (abort.signal.aborted) return;
      const size = () => ({ columns: screen.cols, rows: screen.rows });
      const connection = openTerminal(
        ticket,
        { task, ...size() },
        {
          onOutput: bytes => {
            setShown(true);
            screen.write(bytes);
          },
          onEnd: ending => {
            if (abort.signal.aborted) return;
            if (ending && 'failed' in ending) fail(refusal(ending.failed));
            else setExitCode(ending?.ended.exitCode);
            setState('ended');
          },
        },
      );
      abort.signal.addEventListener('abort', () => connection.close());
      const encoder = new TextEncoder();
      screen.onData(text => connection.type(encoder.encode(text)));
      screen.onBinary(text =>
        connection.type(Uint8Array.from(text, sign => sign.charCodeAt(0))),
      );
      screen.onResize(() => connection.resize(size()));
    };
    connect().catch(fail);
    const watcher = new ResizeObserver(() => fit.fit());
    watcher.observe(box.current!);
    return () => {
      abort.abort();
      watcher.disconnect();
      screen.dispose();
    };
  }, [api, id, task, box]);

  return { state, hasShown, exitCode, error };
}

/** As other refusals of the portal are told. */
function refusal({ message, ...more }: { message: string }): Error {
  return Object.assign(new Error(message), {
    name: 'ResponseError',
    body: { error: { message, ...more } },
  });
}
