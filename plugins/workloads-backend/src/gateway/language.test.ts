import { expect, it } from 'vitest';
import { preferredLanguage } from './language';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['es', 'es'],
  ['es-MX, en;q=0.8', 'es'],
  ['de, es;q=0.4, en;q=0.7', 'en'],
  ['fr;q=0.9, es;q=0.2', 'es'],
  ['es;q=0, *', 'en'],
  ['ESperanto;;;q', 'en'],
])('whose browser asks for “%s” is answered in %s', (asked, language) => {
  expect(preferredLanguage(asked)).toBe(language);
});
