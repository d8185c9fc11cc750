const languages = ['en', 'es'] as const;

/** A language that the gateway's own pages speak. */
export type Language = (typeof languages)[number];

/** The same in each of them. */
export type Words = Record<Language, string>;

/** The language that a browser likes best among ours (RFC 9110, 12.5.4). */
export function preferredLanguage(acceptLanguage = ''): Language {
  const liked = acceptLanguage
    .split(',')
    .map(range => {
      const [tag, quality = 'q=1'] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const language = languages.find(
        known => tag === known || tag.startsWith(`${known}-`),
      );
      return { language, quality: Number(quality.replace('q=', '')) || 0 };
    })
    .filter(({ language, quality }) => language && quality > 0)
    // Stable: of two that are liked the same, the one named first.
    .sort((a, b) => b.quality - a.quality);
  return liked[0]?.language ?? 'en';
}
