import type {
  FilePreview,
  StorageEntry,
} from '@astrolabe/plugin-storage-common';
import { imageTypeOf } from './imageTypeOf';
import { readRows } from './readRows';

const TEXT_BYTES = 256 * 1024;
const IMAGE_BYTES = 8 * 1024 * 1024;
const ROWS = 200;
const COLUMNS = 50;

/** How much of a file is read to show it. */
export function previewBytes(name: string): number {
  return /\.(png|jpe?g|gif|webp)$/i.test(name) ? IMAGE_BYTES : TEXT_BYTES;
}

/**
 * What can be shown of a file. It is looked at and not believed: a picture is
 * what begins as one, a text what has no byte that texts do not have.
 */
export function makePreview(
  { name, bytes = 0 }: StorageEntry,
  first: Buffer,
): FilePreview {
  const truncated = first.length < bytes;
  const mediaType = imageTypeOf(first);
  if (mediaType) {
    if (truncated) return { kind: 'none', bytes, reason: 'too-large' };
    return {
      kind: 'image',
      bytes,
      mediaType,
      base64: first.toString('base64'),
    };
  }
  const text = textOf(first.subarray(0, TEXT_BYTES), truncated);
  if (text === undefined) return { kind: 'none', bytes, reason: 'not-shown' };
  const isCut = truncated || first.length > TEXT_BYTES;
  const separator = separatorOf(name, text);
  if (separator) {
    const rows = readRows(text, { separator, rows: ROWS + 1 });
    return {
      ...{ kind: 'table', bytes, truncated: isCut || rows.length > ROWS },
      rows: rows.slice(0, ROWS).map(row => row.slice(0, COLUMNS)),
    };
  }
  return { kind: 'text', bytes, truncated: isCut, text };
}

/** Undefined: it is no text. The last character of a part may be cut in two. */
function textOf(bytes: Buffer, truncated: boolean): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    return decoder.decode(bytes, { stream: truncated });
  } catch {
    return undefined;
  }
}

function separatorOf(name: string, text: string): string | undefined {
  if (/\.tsv$/i.test(name)) return '\t';
  if (!/\.csv$/i.test(name)) return undefined;
  const head = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const count = (sign: string) => head.split(sign).length;
  return [',', ';', '\t'].sort((one, other) => count(other) - count(one))[0];
}
