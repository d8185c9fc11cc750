/** Names are unique in a run: where a runner has two of one name, the second is told so. */
export function uniquely<T extends { name: string }>(checks: T[]): T[] {
  const used = new Set<string>();
  return checks.map(check => {
    let { name } = check;
    for (let i = 2; used.has(name); i++) name = `${check.name} (${i})`;
    used.add(name);
    return { ...check, name };
  });
}

/** An address that a page may lead to: whoever checks could name any. */
export function onePage(address: string | undefined): string | undefined {
  const isPage = /^https?:\/\//i.test(address ?? '');
  return isPage && URL.canParse(address!) ? address : undefined;
}
