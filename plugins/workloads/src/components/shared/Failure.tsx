import { statusOf } from '@astrolabe/ui';

/** Whether an API says that there is no such thing, or none for this person. */
export function isNotFound(error: unknown): boolean {
  return statusOf(error) === 404;
}
