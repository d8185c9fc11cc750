import { InputError } from '@backstage/errors';

/** Where a page of a list ended. */
export interface Cursor {
  /** `kind/name` of its last asset. */
  after: string;
  /** How many there were until there, that one included: for when it is gone. */
  offset: number;
}

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

export function decodeCursor(text: string): Cursor {
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (
      typeof value?.after === 'string' &&
      Number.isSafeInteger(value?.offset) &&
      value.offset >= 0
    ) {
      return value;
    }
  } catch {
    // Answered below, like any other text that is not a cursor.
  }
  throw new InputError(
    `'cursor' has to be the 'nextCursor' of the page before`,
  );
}
