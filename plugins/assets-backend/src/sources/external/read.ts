import type { AssetSpec } from '@astrolabe/plugin-assets-common';
import { asSpdx } from '../../spdx';

type Keys = Record<string, unknown>;

/** What is no text for people: control characters, and those that turn the direction of others. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

export function isKeys(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text on one line; undefined for what is none, or empty. */
export function line(value: unknown, longest: number): string | undefined {
  const read = paragraphs(value, longest * 4)
    ?.replace(/\s+/g, ' ')
    .slice(0, longest)
    .trim();
  return read || undefined;
}

/** A text of several lines. */
export function paragraphs(
  value: unknown,
  longest: number,
): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.slice(0, longest).replace(UNSEEN, '').trim() || undefined;
}

/** Texts of a list, each once. */
export function lines(value: unknown, longest = 100): string[] {
  const list = Array.isArray(value) ? value.slice(0, 200) : [];
  const read = list.flatMap(each => line(each, longest) ?? []);
  return [...new Set(read)];
}

/** An address that a browser may open; nothing else is one. */
export function webAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 2_000) return undefined;
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}

/** A day or instant. */
export function instant(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [found] =
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?/.exec(
      value,
    ) ?? [];
  if (!found || Number.isNaN(Date.parse(found))) return undefined;
  return found.length === 10 ? found : new Date(found).toISOString();
}

/** A bare DOI, of itself or of its address. */
export function doi(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  const bare = text.replace(/^(doi:|https?:\/\/(dx\.)?doi\.org\/)/i, '');
  return /^10\.\d{4,9}\/[^\s<>"]{1,200}$/.test(bare) ? bare : undefined;
}

/** An SPDX identifier as SPDX writes it; others as they are, where they say something. */
export function license(value: unknown): string | undefined {
  const text = line(value, 100);
  if (!text || /^(other|unknown|none)$/i.test(text)) return undefined;
  return asSpdx(text);
}

/** A spec without the keys that say nothing. */
export function specOf(
  spec: Omit<Partial<AssetSpec>, 'title' | 'summary' | 'links'> & {
    title: string | undefined;
    summary: string | undefined;
    links: Record<string, string | undefined>;
  },
  id: string,
): AssetSpec {
  const { title, summary, links, ...more } = spec;
  return defined({
    title: title ?? id.slice(0, 300),
    summary: summary ?? '',
    ...{ libraries: [], tasks: [], categories: [], tags: [], dataTypes: [] },
    ...defined(more),
    links: defined(links),
  });
}

export function defined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined),
  ) as T;
}
