import type express from 'express';

/**
 * Puts more into the head of the page that is about to be sent. What is no page,
 * and what cannot be made, goes out as it is.
 */
export function withHead(
  req: express.Request,
  res: express.Response,
  more: () => Promise<string>,
): void {
  // It is another page when the asset is another, which its own tag does not know.
  delete req.headers['if-none-match'];
  delete req.headers['if-modified-since'];
  delete req.headers.range;
  const write = res.write.bind(res);
  const end = res.end.bind(res);
  const parts: Buffer[] = [];
  const keep = (part: unknown, encoding?: unknown) => {
    if (part === undefined || part === null || typeof part === 'function') {
      return;
    }
    const code = typeof encoding === 'string' ? encoding : 'utf8';
    parts.push(
      typeof part === 'string'
        ? Buffer.from(part, code as BufferEncoding)
        : Buffer.from(part as Uint8Array),
    );
  };
  res.write = ((part: unknown, encoding: unknown) => {
    keep(part, encoding);
    return true;
  }) as typeof res.write;
  res.end = ((part: unknown, encoding: unknown) => {
    keep(part, encoding);
    Object.assign(res, { write, end });
    const sent = Buffer.concat(parts);
    const isPage = /^text\/html/.test(String(res.get('content-type')));
    const made = isPage ? more().catch(() => '') : Promise.resolve('');
    void made.then(head => {
      const page = head ? intoHead(sent, head) : sent;
      if (!res.headersSent) {
        res.removeHeader('etag');
        res.removeHeader('last-modified');
        res.set('content-length', String(page.length));
      }
      res.end(page);
    });
    return res;
  }) as typeof res.end;
}

function intoHead(page: Buffer, head: string): Buffer {
  const text = page.toString('utf8');
  const at = text.search(/<\/head>/i);
  if (at < 0) return page;
  return Buffer.from(`${text.slice(0, at)}${head}${text.slice(at)}`);
}
