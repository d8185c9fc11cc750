import { bareDoi } from '@astrolabe/plugin-assets-common';

// What is read of files of strangers: anything may stand anywhere.

export function mapOf(value: unknown): Record<string, unknown> {
  const isMap =
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMap ? (value as Record<string, unknown>) : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** In one line; undefined where there are none. */
export function wordsOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return (
    String(value)
      .replace(/[^\S\n]+/g, ' ')
      .trim() || undefined
  );
}

export function bareDoiOf(value: unknown): string | undefined {
  const words = wordsOf(value);
  return words && bareDoi(words);
}
