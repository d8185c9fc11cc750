/** A part of a path, whatever is in it. */
export function segment(text: string): string {
  return encodeURIComponent(text);
}

/** A query string of what is given. */
export function query(
  values: Record<string, string | number | boolean | undefined>,
): string {
  const given = Object.entries(values).filter(
    ([, value]) => value !== undefined,
  );
  return new URLSearchParams(given.map(([k, v]) => [k, String(v)])).toString();
}

/** A request that sends JSON. */
export function post(
  body: unknown = {},
  headers: Record<string, string> = {},
): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** The lines of a body as they arrive (newline-delimited JSON); empty ones keep the connection alive. */
export async function* lines(response: Response): AsyncGenerator<string> {
  const reader = response
    .body!.pipeThrough(new TextDecoderStream())
    .getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter(part => part.trim() !== '');
  }
}
