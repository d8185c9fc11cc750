/** The first language of the browser that a portal offers, or the first that it offers. */
export function preferredLanguage(
  ofBrowser: readonly string[],
  offered: readonly string[],
): string {
  return (
    ofBrowser
      .map(tag => tag.split('-')[0].toLowerCase())
      .find(tag => offered.includes(tag)) ?? offered[0]
  );
}
