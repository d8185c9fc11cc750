import { withAdvice } from '@astrolabe/http';
import { InputError } from '@backstage/errors';
import { validate } from 'uuid';

/** Lists go on after the workload that the page before ended with. */
export function writeCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

export function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (validate(id)) return id;
  throw withAdvice(new InputError('This cursor is of no list'), {
    code: 'INVALID_CURSOR',
    nextStep: 'Take it from nextCursor of the page before, or leave it out.',
  });
}
