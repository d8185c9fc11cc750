/** Numbers in [0, 1) that are the same for the same text (FNV-1a, mulberry32). */
export function randomOf(text: string): () => number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * As many numbers in (0, 1), one in each of as many equal parts, in random
 * order: few of them say more than as many that are wholly random.
 */
export function stratified(text: string, count: number): Float64Array {
  const random = randomOf(text);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const other = Math.floor(random() * (i + 1));
    numbers[i] = numbers[other];
    numbers[other] = (i + 0.5) / count;
  }
  return numbers;
}
