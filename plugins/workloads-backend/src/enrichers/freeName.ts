/** A name that none of these has, near the one that is wished for. */
export function freeName(
  named: readonly { name: string }[],
  wish: string,
): string {
  const taken = new Set(named.map(({ name }) => name));
  for (let n = 1; ; n++) {
    const name = n === 1 ? wish : `${wish}-${n}`;
    if (!taken.has(name)) return name;
  }
}
