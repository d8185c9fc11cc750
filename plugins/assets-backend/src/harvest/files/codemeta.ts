import { readMetadata } from '@astrolabe/profiles';
import { mapOf, wordsOf } from '../values';
import type { FileReader } from '../types';

/** What archives of software read. */
export const codemeta: FileReader = {
  path: 'codemeta.json',
  async read(text) {
    const spec = await readMetadata(text, { profile: 'codemeta' });
    const { authors, version, license, doi, createdAt, links = {} } = spec;
    const { documentation, citation } = links;
    return {
      ...{ authors, version, license, doi, createdAt },
      links: { documentation, citation },
      languages: languagesIn(text),
    };
  },
};

/** Names, or things that have one. */
function languagesIn(text: string) {
  const { programmingLanguage: said } = mapOf(JSON.parse(text));
  return [said].flat().flatMap(each => {
    const name = wordsOf(each) ?? wordsOf(mapOf(each).name);
    return name ? [{ name }] : [];
  });
}
