import type { IncomingMessage } from 'node:http';

/** A password, and what a form adds. */
const MOST_BYTES = 4096;

/** The fields of a form that was sent; undefined when it is none, or too long. */
export async function readForm(
  request: IncomingMessage,
): Promise<URLSearchParams | undefined> {
  const type = request.headers['content-type'] ?? '';
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(type);
  const length = Number(request.headers['content-length'] ?? 0);
  if (!isForm || length > MOST_BYTES) return undefined;
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MOST_BYTES) return undefined;
  }
  return new URLSearchParams(text);
}
