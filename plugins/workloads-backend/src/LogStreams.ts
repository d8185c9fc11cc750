import { withAdvice } from '@astrolabe/http';
import type { Response } from 'express';

/** Of one person and process: more pages than anyone looks at. */
const LIMIT = 20;

/** Places become free when a page is closed; nobody knows when. */
const RETRY_SECONDS = 10;

/** Status 429 of RFC 6585. */
class TooManyRequestsError extends Error {
  readonly name = 'TooManyRequestsError';
  readonly status = 429;
}

/** The logs that are being followed: each keeps the portal asking for as long as it is open. */
export class LogStreams {
  readonly #open = new Map<string, Set<AbortController>>();

  /**
   * Counts an answer until it is closed.
   *
   * @returns a signal that nobody waits for more of it
   */
  open(personRef: string, res: Response): AbortSignal {
    const theirs = this.#open.get(personRef) ?? new Set();
    if (theirs.size >= LIMIT) {
      res.set('retry-after', String(RETRY_SECONDS));
      throw tooMany();
    }
    const gone = new AbortController();
    const leave = () => {
      gone.abort();
      theirs.delete(gone);
      if (theirs.size === 0) this.#open.delete(personRef);
    };
    this.#open.set(personRef, theirs.add(gone));
    // Whoever went away before will not do it again.
    if (res.closed) leave();
    else res.once('close', leave);
    return gone.signal;
  }

  /** Ends all: a server that stops waits for its open answers. */
  stop(): void {
    for (const theirs of this.#open.values()) {
      for (const gone of theirs) gone.abort();
    }
  }
}

function tooMany(): Error {
  return withAdvice(
    new TooManyRequestsError(`You follow ${LIMIT} logs already`),
    {
      code: 'TOO_MANY_LOG_STREAMS',
      cause: `${LIMIT} of ${LIMIT} log streams are open`,
      nextStep: `Close a page or a program that follows a log, and try again in ${RETRY_SECONDS} seconds.`,
    },
  );
}
