/** Above these, ordering everything is faster. */
const FEW = 200;

/** The first ones in an order; the others are not ordered. */
export function firstOf(
  slots: ArrayLike<number> & Iterable<number>,
  count: number,
  before: (a: number, b: number) => number,
): number[] {
  if (count > FEW) return [...slots].sort(before).slice(0, count);
  const first: number[] = [];
  for (const slot of slots) {
    const isFull = first.length === count;
    if (isFull && before(first[count - 1], slot) < 0) continue;
    let [low, high] = [0, isFull ? count - 1 : first.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(first[middle], slot) < 0) low = middle + 1;
      else high = middle;
    }
    if (isFull) first.pop();
    first.splice(low, 0, slot);
  }
  return first;
}
