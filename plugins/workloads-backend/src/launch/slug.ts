import { randomInt } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const RANDOM_LENGTH = 6;

/** With an endpoint's name (32 at most) and a hyphen it stays below DNS's 63. */
const TITLE_LENGTH = 20;

/** A short DNS label from a title: `label-my-corals-x4f2k9`. */
export function makeSlug(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, TITLE_LENGTH)
    .replace(/^-+|-+$/g, '');
  const random = Array.from(
    { length: RANDOM_LENGTH },
    () => ALPHABET[randomInt(ALPHABET.length)],
  ).join('');
  return `${words || 'workload'}-${random}`;
}

/** Every slug and endpoint that a label may stand for: both may hold hyphens. */
export function readLabel(label: string): { slug: string; endpoint: string }[] {
  return [...label.matchAll(/-/g)].map(({ index }) => ({
    slug: label.slice(0, index),
    endpoint: label.slice(index + 1),
  }));
}
