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

const ENDINGS =
  /(ications?|ations?|ating|ated?|ators?|itions?|ying|ied|iers?|ings?|ions?|ed|ers?|ors?|i[sz]e|e|y)$/;
/** Shorter ones begin words that have nothing to do with each other. */
const SHORTEST_STEM = 5;

/**
 * What a word has in common with others of its family: "classif" of "classify"
 * and "classifier". Undefined where there is too little of it.
 */
export function stemOf(word: string): string | undefined {
  const stem = word.replace(ENDINGS, '');
  return stem !== word && stem.length >= SHORTEST_STEM ? stem : undefined;
}

/** The word with two neighbouring letters the other way round, each pair in turn. */
export function swapped(word: string): string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2),
  );
}
