/**
 * How well what is shown of an item fits what was typed; 0 leaves it out. Every
 * typed word has to be in a word that is shown, best at its beginning.
 *
 * The filter of cmdk also finds letters that are scattered over an item, and
 * cmdk sorts items but not groups: “dark” would choose “My workloads”, because
 * pages come before themes.
 */
export function rank(_id: string, search: string, shown: string[] = []) {
  const typed = words(search);
  const there = words(shown.join(' '));
  const fits = typed.map(part => {
    if (there.some(word => word.startsWith(part))) return 1;
    return there.some(word => word.includes(part)) ? 0.5 : 0;
  });
  return fits.length > 0 ? Math.min(...fits) : 0;
}

/** Without accents, which few people type when they search. */
function words(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
