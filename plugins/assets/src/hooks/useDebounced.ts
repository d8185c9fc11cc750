import { useEffect, useRef, useState } from 'react';

/** How long one stops typing before the question is asked. */
const PAUSE_MS = 250;

/**
 * A text that is typed fast and handed on when the typing pauses. When it
 * changes from outside (someone goes back), the field follows.
 */
export function useDebounced(value: string, onChange: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  const handedOn = useRef(value);
  const latest = useRef(onChange);
  latest.current = onChange;

  useEffect(() => {
    if (value === handedOn.current) return;
    handedOn.current = value;
    setTyped(value);
  }, [value]);

  useEffect(() => {
    if (typed === handedOn.current) return undefined;
    const timer = setTimeout(() => {
      handedOn.current = typed;
      latest.current(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return [typed, setTyped] as const;
}
