/** The languages that every room of the portal speaks. */
export const languages = ['en', 'es'] as const;

/** The first language of the browser that the portal speaks, or English. */
export function preferredLanguage(ofBrowser: readonly string[]): string {
  return (
    ofBrowser
      .map(tag => tag.split('-')[0].toLowerCase())
      .find(tag => languages.some(language => language === tag)) ?? 'en'
  );
}
