import type {
  AccountHealth,
  AccountTrouble,
} from '@astrolabe/plugin-accounts-common';
import type { AccountRecord } from '../database';
import { TroubleError } from './providers';

const MINUTE_MS = 60_000;
/** How often what works is asked about. */
const WORKING_MS = 6 * 60 * MINUTE_MS;
/** After the first failure; each next one doubles it. */
const FIRST_MS = 15 * MINUTE_MS;
const LONGEST_MS = 24 * 60 * MINUTE_MS;

/** Who does not answer may still let one in. */
const stateBy: Partial<Record<AccountTrouble, AccountHealth['state']>> = {
  expired: 'expired',
  away: 'unknown',
};

export function working(): AccountHealth {
  return { state: 'working', checkedAt: new Date().toISOString() };
}

/** What a failed verification says; one that says nothing of the service is thrown on. */
export function healthOf(
  error: unknown,
  { expiresAt }: Pick<AccountRecord, 'expiresAt'>,
): AccountHealth {
  if (!(error instanceof TroubleError)) throw error;
  const { message: reason } = error;
  const checkedAt = new Date().toISOString();
  const isOver = expiresAt !== undefined && expiresAt <= checkedAt;
  const trouble =
    isOver && error.trouble === 'refused' ? 'expired' : error.trouble;
  const state = stateBy[trouble] ?? 'failing';
  return { state, checkedAt, trouble, reason };
}

/** When it is asked again. */
export function dueAfter(
  { state }: AccountHealth,
  failures: number,
  now = Date.now(),
): string {
  const pause =
    state === 'working'
      ? WORKING_MS
      : Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 10), LONGEST_MS);
  return new Date(now + pause).toISOString();
}
