import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * What is answered to a question; asked anew when it changes. Only the latest
 * question may answer. Undefined asks nothing.
 */
export function useAnswer<T>(ask: (() => Promise<T>) | undefined) {
  const [answer, setAnswer] = useState<T>();
  const [error, setError] = useState<unknown>();
  const turn = useRef(0);

  const load = useCallback(async () => {
    const mine = ++turn.current;
    setAnswer(undefined);
    setError(undefined);
    if (!ask) return;
    try {
      const found = await ask();
      if (mine === turn.current) setAnswer(found);
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

  const isPending = ask !== undefined && answer === undefined && !error;
  return { answer, error, isPending, retry: load };
}
