/** What a table has at a word of an author's; nothing at `constructor`. */
export function own<T>(
  table: Readonly<Record<string, T>>,
  word: string,
): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
