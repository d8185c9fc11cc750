const BETWEEN = /[\p{Z}\p{P}\p{S}\p{C}]+/u;
/** Nothing that a person looks for is longer. */
const LONGEST = 40;

/**
 * The words of a text as they are searched for: lower case, without accents, so
 * that "cafe" finds "Café", and in the singular, so that "whales" finds "whale".
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .split(BETWEEN)
    .filter(word => word.length > 0)
    .map(word => singular(word.slice(0, LONGEST)));
}

/** English, and only where it is sure: "ies", and an "s" that is no part of the word. */
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s')) return word;
  if (/(ss|us|is)$/.test(word)) return word;
  return word.endsWith('ies') && word.length > 4
    ? `${word.slice(0, -3)}y`
    : word.slice(0, -1);
}
