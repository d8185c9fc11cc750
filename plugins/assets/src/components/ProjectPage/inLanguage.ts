/** What a part of a template is called in another language, `x-es` beside it. */
type Spoken = Record<string, unknown>;

/** A form as people who read a language see it; in English where it has no words in theirs. */
export function inLanguage<T>(schema: T, language: string): T {
  if (Array.isArray(schema)) {
    return schema.map(part => inLanguage(part, language)) as T;
  }
  if (typeof schema !== 'object' || schema === null) return schema;
  const { [`x-${language}`]: words, ...rest } = schema as Spoken;
  const parts = Object.entries(rest).map(([key, part]) => [
    key,
    inLanguage(part, language),
  ]);
  return { ...Object.fromEntries(parts), ...(words as Spoken | undefined) };
}
