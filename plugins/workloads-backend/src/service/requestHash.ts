import { createHash } from 'node:crypto';
import type { LaunchRequest } from '@astrolabe/plugin-workloads-common';

/** The same for the same request, in whatever order its keys came. */
export function requestHash(request: LaunchRequest): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(request)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, child]) => child !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, child]) => [key, sorted(child)]);
  return Object.fromEntries(entries);
}
