import type { IncomingMessage } from 'node:http';

/** Makes of what an ingress passed on what its browser asked for. */
export function readPassedOn({ headers }: IncomingMessage): void {
  headers.host = one(headers['x-forwarded-host']);
}

/**
 * Makes of the question of an ingress what its browser asked for.
 *
 * @returns where the ingress would carry that
 */
export function readQuestion(request: IncomingMessage): string {
  readPassedOn(request);
  const [, query] = (request.url ?? '').split('?');
  request.url = one(request.headers['x-forwarded-uri']);
  return new URLSearchParams(query).get('to') ?? '';
}

function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
