import MiniSearch from 'minisearch';
import type { IndexedAsset } from '../database';

const fields = ['title', 'name', 'terms', 'summary', 'text'];

/** Words of a query beyond these are not looked for. */
const WORDS_SEARCHED = 12;
/** Queries whose hits are kept until something changes. */
const KEPT = 64;

/** Finds slots by words: the last word as it is being typed, and misspelt ones. */
export class TextIndex {
  readonly #index = new MiniSearch<{ id: number }>({
    fields,
    storeFields: [],
    processTerm: plainTerm,
  });
  readonly #kept = new Map<string, Map<number, number>>();

  put(slot: number, asset: IndexedAsset): void {
    const { summary } = asset;
    const document = {
      id: slot,
      title: summary.title,
      name: summary.name,
      terms: [
        ...summary.tags,
        ...summary.tasks,
        ...summary.libraries,
        ...summary.categories,
        ...summary.dataTypes,
      ].join(' '),
      summary: summary.summary,
      text: asset.text,
    };
    if (this.#index.has(slot)) this.#index.replace(document);
    else this.#index.add(document);
    this.#kept.clear();
  }

  remove(slot: number): void {
    this.#index.discard(slot);
    this.#kept.clear();
  }

  /** Score by slot. Every word has to be found. */
  search(text: string): Map<number, number> {
    const words = text.split(/\s+/).slice(0, WORDS_SEARCHED).join(' ');
    const kept = this.#kept.get(words);
    if (kept) return kept;
    const hits = this.#index.search(words, {
      combineWith: 'AND',
      prefix: (_term, i, terms) => i === terms.length - 1,
      fuzzy: term => (term.length > 4 ? 0.2 : false),
      boost: { title: 4, name: 3, terms: 2, summary: 2 },
      weights: { prefix: 0.6, fuzzy: 0.2 },
    });
    const scores = new Map(hits.map(hit => [hit.id as number, hit.score]));
    if (this.#kept.size >= KEPT) {
      this.#kept.delete(this.#kept.keys().next().value!);
    }
    this.#kept.set(words, scores);
    return scores;
  }
}

/** Lower case and without accents, so that "cafe" finds "Café". */
function plainTerm(term: string): string {
  return term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
