import { useState } from 'react';

/** Something that is sent once at a time; why it did not work is kept. */
export function useSending(onDone: () => void) {
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  /** Whether it worked. */
  const send = async (work: () => Promise<unknown>): Promise<boolean> => {
    setSending(true);
    setError(undefined);
    try {
      await work();
      setSending(false);
      onDone();
      return true;
    } catch (failure) {
      setSending(false);
      setError(failure);
      return false;
    }
  };
  return { send, isSending, error };
}
