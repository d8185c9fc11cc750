const BETWEEN = /[\p{Z}\p{P}\p{S}\p{C}]+/u;
/** Nothing that a person looks for is longer. */
const LONGEST = 40;

/** Letters that stay themselves when accents are taken off. */
const LETTERS = { æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

/** A text in letters that every keyboard has: "oeuvre" of "Œuvre", "abc" of "ＡＢＣ". */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[æœßøłđ]/g, letter => LETTERS[letter as keyof typeof LETTERS]);
}

/** Names of languages, which are nothing but signs behind a letter. */
const SIGNED = /(?<![\p{L}\p{N}])([a-z])(\+\+|#)(?![\p{L}\p{N}+#])/giu;

/**
 * The words of a text as they are searched for: lower case and without accents,
 * so that "cafe" finds "Café".
 */
export function wordsOf(text: string): string[] {
  const named = text.replace(SIGNED, (_, letter, sign) =>
    sign === '#' ? `${letter}sharp` : `${letter}plusplus`,
  );
  // Signs go first, as plain letters are made of some: of "™", too.
  return plain(named.replace(/\p{S}/gu, ' '))
    .split(BETWEEN)
    .filter(word => word.length > 0)
    .map(word => word.slice(0, LONGEST));
}

/** Where in a word that is written as "FasterRCNN" another one begins. */
const HUMP = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}{2})/u;

/** Words that are written together in a text: "faster" and "rcnn" of "FasterRCNN". */
export function joinedIn(text: string): string[] {
  // Accents that are letters of their own would be between.
  return text
    .normalize('NFC')
    .split(BETWEEN)
    .map(word => word.split(HUMP))
    .filter(parts => parts.length > 1)
    .flat()
    .flatMap(wordsOf)
    .filter(word => word.length > 1);
}

/** How English words end where it is one, and where it is many. */
const NUMBERS = [
  ['', 's'],
  ['s', 'ses'],
  ['x', 'xes'],
  ['z', 'zes'],
  ['ch', 'ches'],
  ['sh', 'shes'],
  ['o', 'oes'],
  ['y', 'ies'],
  ['sis', 'ses'],
  ['xis', 'xes'],
  ['us', 'i'],
  ['um', 'a'],
  ['on', 'a'],
  ['a', 'ae'],
  ['ix', 'ices'],
  ['ex', 'ices'],
];

/**
 * What a word can be in the singular. Not all of these are words: that "species"
 * is of no "specy" and "galaxies" of "galaxy" turns out when they are looked for.
 */
export function singularsOf(word: string): string[] {
  return NUMBERS.flatMap(([one, many]) => withEnding(word, many, one)).filter(
    other => isPair(other, word),
  );
}

/** What a word can be in the plural. */
export function pluralsOf(word: string): string[] {
  return NUMBERS.flatMap(([one, many]) => withEnding(word, one, many)).filter(
    other => isPair(word, other),
  );
}

function withEnding(word: string, from: string, to: string): string[] {
  if (!word.endsWith(from)) return [];
  return [word.slice(0, word.length - from.length) + to];
}

/** Short ones are rather names, and a lone "s" stands behind no hissing. */
function isPair(one: string, many: string): boolean {
  return one.length > 2 && !(many === `${one}s` && /[sxz]$/.test(one));
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
