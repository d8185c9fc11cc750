import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * What is asked for when a page opens, and again as long as that makes sense and
 * somebody looks. An answer that was overtaken by another is dropped.
 *
 * @param ask what is asked; a new function asks at once
 * @param pauseOf how long until it is asked again, by what was answered; undefined: not
 */
export function usePolled<T>(
  ask: () => Promise<T>,
  pauseOf: (found: T) => number | undefined,
) {
  const [found, setFound] = useState<{ value: T; by: () => Promise<T> }>();
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);

  const load = useCallback(async () => {
    const mine = ++turn.current;
    try {
      const value = await ask();
      if (mine !== turn.current) return;
      setFound({ value, by: ask });
      setError(undefined);
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    }
  }, [ask]);

  useEffect(() => {
    load();
    const turns = turn;
    return () => {
      turns.current++;
    };
  }, [load]);

  const value = found?.by === ask ? found.value : undefined;
  const pause = value === undefined ? undefined : pauseOf(value);
  useEffect(() => {
    if (pause === undefined) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') load();
    }, pause);
    return () => clearInterval(timer);
  }, [load, pause]);

  return { value, error, load };
}
