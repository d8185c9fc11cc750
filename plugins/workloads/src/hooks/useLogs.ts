import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useRef, useState } from 'react';
import { workloadsApiRef } from '../api';

/** More than this is cut off at its beginning: a browser need not hold a day's log. */
const MAX_SHOWN_CHARS = 512 * 1024;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** How the connection to a log is. */
export type LogsStatus =
  | 'following'
  | 'paused'
  | 'ended'
  | 'broken'
  | 'refused';

interface Output {
  text: string;
  truncated: boolean;
}

const nothing: Output = { text: '', truncated: false };

/**
 * The output of a task as it comes. `run` changes when the task runs anew, so
 * that a log that had ended is followed again.
 */
export function useLogs(options: {
  id: string;
  task: string;
  run: string;
  isFollowing: boolean;
  /** The connection was lost and is back. */
  onRecovered(): void;
}) {
  const { id, task, run, isFollowing } = options;
  const api = useApi(workloadsApiRef);
  const [output, setOutput] = useState(nothing);
  const [status, setStatus] = useState<LogsStatus>('following');
  const [error, setError] = useState<unknown>();
  const offset = useRef<number>();
  const onRecovered = useRef(options.onRecovered);
  useEffect(() => {
    onRecovered.current = options.onRecovered;
  });

  useEffect(() => {
    offset.current = undefined;
    setOutput(nothing);
  }, [id, task]);

  useEffect(() => {
    if (!isFollowing) {
      setStatus('paused');
      return undefined;
    }
    const stop = new AbortController();
    const { signal } = stop;
    let wasBroken = false;

    const follow = async (pauseMs: number): Promise<void> => {
      try {
        setStatus('following');
        await api.followLogs(id, {
          task,
          offset: offset.current,
          signal,
          onChunk: chunk => {
            if (signal.aborted) return;
            if (wasBroken) onRecovered.current();
            wasBroken = false;
            setError(undefined);
            offset.current = chunk.nextOffset;
            setOutput(before => appended(before, chunk));
          },
        });
        if (!signal.aborted) setStatus('ended');
      } catch (failure) {
        if (signal.aborted) return;
        if (isFinal(failure)) {
          setError(failure);
          setStatus('refused');
          return;
        }
        wasBroken = true;
        setError(failure);
        setStatus('broken');
        await pause(pauseMs, signal);
        if (!signal.aborted) {
          await follow(Math.min(pauseMs * 2, LONGEST_PAUSE_MS));
        }
      }
    };
    follow(FIRST_PAUSE_MS);
    return () => stop.abort();
  }, [api, id, task, run, isFollowing]);

  return { ...output, status, error };
}

/** An answer that says no is no broken connection: asking again changes nothing. */
function isFinal(failure: unknown): boolean {
  const { statusCode = 0 } = failure as { statusCode?: number };
  return statusCode >= 400 && statusCode < 500 && statusCode !== 429;
}

function appended(
  before: Output,
  chunk: { text: string; truncated: boolean },
): Output {
  const text = before.text + chunk.text;
  const isLong = text.length > MAX_SHOWN_CHARS;
  return {
    text: isLong ? text.slice(-MAX_SHOWN_CHARS) : text,
    truncated: before.truncated || chunk.truncated || isLong,
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
