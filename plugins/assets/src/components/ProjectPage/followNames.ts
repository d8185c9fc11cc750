import type {
  FormSchema,
  FormValues,
} from '@astrolabe/plugin-workloads-common';

/** A text as the name of a project may be: `Ñandú counter 2` is `nandu-counter-2`. */
export function nameOf(text: string, maxLength = 50): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, maxLength)
    .replace(/-+$/, '');
}

/**
 * Fills in the fields that follow another one of their group (`x-from`), until
 * somebody writes something else there.
 */
export function followNames(
  schema: FormSchema,
  before: FormValues,
  next: FormValues,
): FormValues {
  const followed = structuredClone(next);
  for (const [group, { properties = {} }] of Object.entries(
    schema.properties,
  )) {
    for (const [field, { 'x-from': from, maxLength }] of Object.entries(
      properties,
    )) {
      if (typeof from !== 'string') continue;
      const was = nameOf(String(before[group]?.[from] ?? ''), maxLength);
      const isTheirs = (next[group]?.[field] ?? '') !== was;
      if (isTheirs) continue;
      const name = nameOf(String(next[group]?.[from] ?? ''), maxLength);
      followed[group] = { ...followed[group], [field]: name || undefined };
    }
  }
  return followed;
}
