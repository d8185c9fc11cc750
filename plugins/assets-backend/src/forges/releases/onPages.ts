const MOST_PAGES = 20;

/** What a forge has on its pages, up to one that is empty: some give less at once than they are asked for. */
export async function onPages<T>(
  read: (page: number) => Promise<T[] | undefined>,
): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const found = (await read(page)) ?? [];
    if (found.length === 0) break;
    all.push(...found);
  }
  return all;
}
