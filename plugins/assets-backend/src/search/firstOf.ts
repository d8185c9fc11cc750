/** Above these, ordering everything is faster. */
const FEW = 200;

/** The first ones in an order; the others are not ordered. */
export function firstOf(
  slots: number[],
  count: number,
  before: (a: number, b: number) => number,
): number[] {
  if (count > FEW) return [...slots].sort(before).slice(0, count);
  const first: number[] = [];
  for (const slot of slots) {
    const isFull = first.length === count;
    if (isFull && before(first[count - 1], slot) < 0) continue;
    let at = first.length;
    while (at > 0 && before(slot, first[at - 1]) < 0) at--;
    first.splice(at, 0, slot);
    if (isFull) first.pop();
  }
  return first;
}
