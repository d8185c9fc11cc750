import { hash } from 'node:crypto';
import SearchableMap from 'minisearch/SearchableMap';
import type { IndexedAsset } from '../database';
import { Bits } from './Bits';
import { Postings } from './Postings';
import {
  joinedIn,
  pluralsOf,
  singularsOf,
  stemOf,
  swapped,
  wordsOf,
} from './words';

/**
 * What is searched: how much a word there counts, and how many words are usual
 * there. A word among many says less than one among few.
 */
const fields = [
  { textOf: ({ summary }: IndexedAsset) => summary.title, boost: 4, usual: 5 },
  { textOf: ({ summary }: IndexedAsset) => summary.name, boost: 3, usual: 3 },
  {
    textOf: ({ summary }: IndexedAsset) =>
      [
        ...summary.tags,
        ...summary.tasks,
        ...summary.libraries,
        ...summary.categories,
        ...summary.dataTypes,
      ].join(' '),
    boost: 2,
    usual: 10,
  },
  {
    textOf: ({ summary }: IndexedAsset) => summary.summary,
    boost: 2,
    usual: 15,
  },
  { textOf: ({ text }: IndexedAsset) => text, boost: 1, usual: 80 },
];

/** Of BM25F: how soon a repeated word says nothing new, and how much length counts. */
const SATURATION = 8;
const LENGTH = 0.6;

/** Words of a query beyond these are not looked for. */
const WORDS_SEARCHED = 12;
/** A word begins others from this length; the last one, which is being typed, always. */
const BEGINS_FROM = 4;
/** What a word counts in the other number: "galaxies" for "galaxy". */
const COUNTED_OTHERWISE = 0.9;
/** What a word counts that only begins with, has the stem of, or resembles the one asked for. */
const BEGUN = 0.6;
const RELATED = 0.5;
/** What a word counts that is written together with others. */
const JOINED = 0.5;
const RESEMBLING = 0.3;
/** A word that fewer assets than these have may be misspelt. */
const RARE = 3;

/** Slots with how well they match, the other entries being of no meaning. */
export interface TextHits {
  slots: Bits;
  /** By slot; of a search only until the next one. */
  scores: Float32Array;
}

/**
 * Finds slots by words: begun ones, and misspelt ones. Scores are BM25F's. What
 * an asset's word weighs is computed when the asset comes, so that a search only
 * adds numbers: at 100,000 assets a word can be in many thousands of them.
 */
export class TextIndex {
  readonly #words = new SearchableMap<Postings>();
  /** What each slot says, for when it changes. */
  readonly #present: ({ words: string[]; digest: string } | undefined)[] = [];
  #count = 0;
  /** What one word scores, and all so far; kept, as they are as long as all assets. */
  #word = new Float32Array(0);
  #scores = new Float32Array(0);
  #boosts = new Float32Array(0);

  /** `boost` multiplies what it scores, whatever the words. */
  put(slot: number, asset: IndexedAsset, boost: number): void {
    this.#makeRoom(slot + 1);
    this.#boosts[slot] = boost;
    const texts = fields.map(({ textOf }) => textOf(asset));
    const digest = hash('sha256', texts.join('\n'), 'base64');
    const before = this.#present[slot];
    // Mostly, other things have changed, such as how often it was launched.
    if (before?.digest === digest) return;
    const weights = weightsOf(texts);
    before?.words
      .filter(word => !weights.has(word))
      .forEach(word => this.#drop(word, slot));
    for (const [word, weight] of weights) {
      let postings = this.#words.get(word);
      if (!postings) this.#words.set(word, (postings = new Postings()));
      postings.set(slot, weight / (SATURATION + weight));
    }
    this.#present[slot] = { words: [...weights.keys()], digest };
    if (!before) this.#count++;
  }

  remove(slot: number): void {
    const before = this.#present[slot];
    if (!before) return;
    before.words.forEach(word => this.#drop(word, slot));
    this.#present[slot] = undefined;
    this.#count--;
  }

  #drop(word: string, slot: number): void {
    const postings = this.#words.get(word)!;
    postings.delete(slot);
    if (postings.size === 0) this.#words.delete(word);
  }

  /** Every word has to be found; undefined where there is none in the text. */
  search(text: string): TextHits | undefined {
    const words = [...new Set(wordsOf(text))].slice(0, WORDS_SEARCHED);
    if (words.length === 0) return undefined;
    const [boosts, scores] = [this.#boosts, this.#scores.fill(0)];
    let slots: Bits | undefined;
    words.forEach((word, i) => {
      const isLast = i === words.length - 1;
      const found = this.#scoreWord(word, isLast);
      slots = slots ? slots.and(found) : found;
      for (let slot = 0; slot < scores.length; slot++) {
        scores[slot] += this.#word[slot] * boosts[slot];
      }
    });
    return { slots: slots!, scores };
  }

  /** Slots that have the word or one like it; the best of those counts. */
  #scoreWord(word: string, isLast: boolean): Bits {
    const score = this.#word.fill(0);
    const numbers = [...singularsOf(word), ...pluralsOf(word)];
    const meant = [word, ...numbers].flatMap(w => this.#words.get(w) ?? []);
    const having = meant.reduce((sum, { size }) => sum + size, 0);
    const rarity = having > 0 ? this.#rarity(having) : Infinity;
    for (const [postings, part] of this.#alike(word, numbers, isLast)) {
      // One that is rare only because it is misspelt says no more than the right one.
      const factor = part * Math.min(this.#rarity(postings.size), rarity);
      const { slots, weights, length } = postings;
      for (let i = 0; i < length; i++) {
        const value = factor * weights[i];
        if (value > score[slots[i]]) score[slots[i]] = value;
      }
    }
    return Bits.where(score);
  }

  /** Words that count for one that is asked for, and how much. */
  #alike(
    word: string,
    numbers: string[],
    isLast: boolean,
  ): Map<Postings, number> {
    const alike = new Map<Postings, number>();
    let assets = 0;
    const add = (postings: Postings | undefined, part: number) => {
      if (!postings || alike.has(postings)) return;
      alike.set(postings, part);
      assets += postings.size;
    };
    add(this.#words.get(word), 1);
    for (const other of numbers) {
      add(this.#words.get(other), COUNTED_OTHERWISE);
    }
    const isKnown = assets > 0;
    const begin = (stem: string, part: number) => {
      for (const [other, postings] of this.#words.atPrefix(stem)) {
        const more = Math.abs(other.length - word.length);
        add(postings, part * (word.length / (word.length + 0.3 * more)));
      }
    };
    if (isLast || word.length >= BEGINS_FROM) begin(word, BEGUN);
    if (isLast) {
      // It may become a plural: "galaxie".
      for (const other of [`${word}s`, `${word}es`].flatMap(singularsOf)) {
        add(this.#words.get(other), BEGUN);
      }
    }
    for (const form of [word, ...singularsOf(word)]) {
      const stem = stemOf(form);
      if (stem) begin(stem, RELATED);
    }
    if (assets < RARE) {
      this.#resembling(isKnown ? [word] : [word, ...numbers], add);
    }
    return alike;
  }

  /** Words that the first one, or what else it may be, was misspelt for. */
  #resembling(
    forms: string[],
    add: (postings: Postings | undefined, part: number) => void,
  ): void {
    for (const form of forms) {
      const edits = Math.min(editsIn(forms[0]), editsIn(form));
      if (edits === 0) continue;
      for (const other of swapped(form)) {
        add(this.#words.get(other), RESEMBLING);
      }
      for (const [, [postings, distance]] of this.#words.fuzzyGet(
        form,
        edits,
      )) {
        add(postings, RESEMBLING * (form.length / (form.length + distance)));
      }
    }
  }

  #rarity(assets: number): number {
    const having = Math.min(assets, this.#count);
    return Math.log(1 + (this.#count - having + 0.5) / (having + 0.5));
  }

  #makeRoom(length: number): void {
    if (this.#word.length >= length) return;
    const boosts = this.#boosts;
    this.#word = new Float32Array(length * 2);
    this.#scores = new Float32Array(length * 2);
    this.#boosts = new Float32Array(length * 2);
    this.#boosts.set(boosts);
  }
}

/** Of each word: how often it is said, by how much the place counts and how long it is. */
function weightsOf(texts: string[]): Map<string, number> {
  const weights = new Map<string, number>();
  fields.forEach(({ boost, usual }, i) => {
    const words = wordsOf(texts[i]);
    const part = boost / (1 - LENGTH + (LENGTH * words.length) / usual);
    for (const word of words) {
      weights.set(word, (weights.get(word) ?? 0) + part);
    }
    for (const word of joinedIn(texts[i])) {
      weights.set(word, (weights.get(word) ?? 0) + part * JOINED);
    }
  });
  return weights;
}

/** Letters that may be wrong: none in short words, which resemble too many, nor in numbers. */
function editsIn(word: string): number {
  if (word.length < 5 || /\d/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}
