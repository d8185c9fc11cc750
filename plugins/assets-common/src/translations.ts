import type { Translations } from './generated/asset';

/** Keys whose text a person sees. */
const said = ['title', 'summary', 'description'];

/** What stands below these is data. */
const data = ['default', 'const', 'enum', 'examples', 'translations'];

/**
 * The same with what a person sees of it (titles, descriptions) in their
 * language, as far as its author has translated it. For whatever holds
 * `translations` somewhere (an asset, a page of them, a launch form): they
 * count for the object that has them. Units stay: pages know their plurals.
 *
 * @public
 */
export function translated<T>(node: T, language: string): T {
  return mapTexts(node, { language, say: text => text }) as T;
}

/** Every text that {@link translated} would translate, once. @public */
export function textsOf(node: unknown): string[] {
  const texts = new Set<string>();
  const say = (text: string) => {
    if (text !== '') texts.add(text);
    return text;
  };
  mapTexts(node, { language: '', say });
  return [...texts];
}

interface Saying {
  language: string;
  say(text: string): string;
}

function mapTexts(node: unknown, outer: Saying): unknown {
  if (Array.isArray(node)) return node.map(child => mapTexts(child, outer));
  if (typeof node !== 'object' || node === null) return node;
  const { translations } = node as { translations?: Translations };
  const words = translations?.[outer.language];
  const known = words && new Map(Object.entries(words));
  const saying = known
    ? { ...outer, say: (text: string) => known.get(text) ?? outer.say(text) }
    : outer;
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => {
      if (data.includes(key)) return [key, child];
      if (key === 'x-titles') return [key, mapValues(child, saying)];
      const isSaid = typeof child === 'string' && said.includes(key);
      return [key, isSaid ? saying.say(child) : mapTexts(child, saying)];
    }),
  );
}

/** What pages say in place of values. */
function mapValues(titles: unknown, { say }: Saying): unknown {
  if (typeof titles !== 'object' || titles === null) return titles;
  return Object.fromEntries(
    Object.entries(titles).map(([value, text]) => [
      value,
      typeof text === 'string' ? say(text) : text,
    ]),
  );
}

/** Those of an asset on top of those of its shared manifest. @public */
export function mergedTranslations(
  shared: Translations = {},
  own: Translations = {},
): Translations {
  const languages = Object.keys({ ...shared, ...own });
  return Object.fromEntries(
    languages.map(language => [
      language,
      { ...shared[language], ...own[language] },
    ]),
  );
}

/** A text that a language lacks, or one that nobody sees. @public */
export interface TranslationProblem {
  language: string;
  text: string;
  kind: 'missing' | 'unknown';
}

/** What is amiss with translations of `node`, whose author wants them complete. @public */
export function translationProblems(
  node: unknown,
  translations: Translations | undefined,
): TranslationProblem[] {
  const texts = textsOf(node);
  return Object.entries(translations ?? {}).flatMap(([language, words]) => [
    ...texts
      .filter(text => !Object.hasOwn(words, text))
      .map(text => ({ language, text, kind: 'missing' as const })),
    ...Object.keys(words)
      .filter(text => !texts.includes(text))
      .map(text => ({ language, text, kind: 'unknown' as const })),
  ]);
}

/**
 * What a person sees of an asset: its name and summary, and what it asks for
 * and offers where it has a manifest of its own.
 *
 * @public
 */
export function seenOf(spec: {
  title: string;
  summary: string;
  manifest?: unknown;
}): object {
  const { title, summary, manifest } = spec;
  return { title, summary, launch: manifest && seenOfManifest(manifest) };
}

/** The same of a manifest. @public */
export function seenOfManifest(manifest: unknown): object {
  const { form, workload, title, variants } = manifest as {
    form?: unknown;
    workload?: { endpoints?: unknown };
    /** Of a variant. */
    title?: unknown;
    variants?: Record<string, unknown>;
  };
  return {
    title,
    form,
    endpoints: workload?.endpoints,
    variants: Object.values(variants ?? {}).map(seenOfManifest),
  };
}
