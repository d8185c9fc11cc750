/** What people call terms of the vocabulary, by how {@link plain} has it. */
const synonyms: Record<string, string> = {
  tf: 'TensorFlow',
  tensorflow2: 'TensorFlow',
  torch: 'PyTorch',
  sklearn: 'Scikit-learn',
  cv: 'Computer Vision',
  nlp: 'Natural Language Processing',
  timeserie: 'Time Series',
  classifier: 'Classification',
  anomaly: 'Anomaly Detection',
  rl: 'Reinforcement Learning',
  gnn: 'Graph Neural Networks',
  pretrained: 'AI4 pre trained',
  trainable: 'AI4 trainable',
  inference: 'AI4 inference',
  tool: 'AI4 tools',
  tools: 'AI4 tools',
  picture: 'Image',
  pictures: 'Image',
  csv: 'Tabular',
  sound: 'Audio',
};

/** Another letter makes another word of a shorter one: a tpu is no cpu, a test no text. */
const SHORT = 6;

/**
 * The allowed value that a person most likely meant, if one is near. It is sure
 * where hardly a letter differs and no other one is as near.
 *
 * @public
 */
export function meantBy(
  value: string,
  allowed: readonly string[],
): { value: string; isSure: boolean } | undefined {
  const wanted = plain(value).slice(0, 60);
  if (!wanted) return undefined;
  const synonym = Object.hasOwn(synonyms, wanted) && synonyms[wanted];
  if (synonym && allowed.includes(synonym)) {
    return { value: synonym, isSure: true };
  }
  const ranked = allowed
    .map(candidate => ({ candidate, d: distance(wanted, plain(candidate)) }))
    .sort((a, b) => a.d - b.d);
  const [best, second] = ranked;
  if (!best || best.d > Math.max(1, wanted.length / 4)) return undefined;
  const isNear =
    wanted.length < SHORT
      ? isSameWord(wanted, plain(best.candidate))
      : best.d <= Math.max(1, wanted.length / 6);
  const isAlone = second === undefined || second.d > best.d;
  return { value: best.candidate, isSure: isNear && isAlone };
}

/** The same in the plural, or with its letters in another order. */
function isSameWord(a: string, b: string): boolean {
  const letters = (word: string) => [...word].sort().join('');
  return `${a}s` === b || a === `${b}s` || letters(a) === letters(b);
}

/** A word by its letters and digits alone. */
export function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Letters to change, add, leave out, or swap with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = i > 1 && j > 1 && isSwapped ? before[j - 2] + 1 : Infinity;
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, change, swap));
    }
    before = row;
    row = next;
  }
  return row[b.length];
}
