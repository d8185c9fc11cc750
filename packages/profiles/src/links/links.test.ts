import fc from 'fast-check';
import { expect, it } from 'vitest';
import { doiLink, fragment } from '.';

it.each([
  '10.5281/zenodo.1234',
  'doi:10.5281/zenodo.1234',
  'DOI: 10.5281/zenodo.1234',
  ' http://dx.doi.org/10.5281/zenodo.1234 ',
  'https://doi.org/10.5281/zenodo.1234',
])('"%s" is a DOI', text => {
  expect(doiLink(text)).toBe('https://doi.org/10.5281/zenodo.1234');
});

it.each([
  'https://s3.example/v110.2024/weights.pt',
  'https://www.biorxiv.org/content/10.1101/2020.03.01.971234v1.full.pdf',
  'https://zenodo.org/doi/10.5281/zenodo.1234/files/w.pt?download=1',
])('%s leads where it says, though a DOI may be in it', address => {
  expect(doiLink(address)).toBe(address);
});

it('is no link what is neither', () => {
  expect(doiLink('see 10.5281/zenodo.1234')).toBeUndefined();
});

it('other words have other names, and the end of an address takes them all', () => {
  expect(fragment('Computer Vision')).toBe('Computer-Vision');
  const word = fc.string({
    unit: fc.oneof(
      fc.constantFrom(' ', '-', '_', '\t', 'e', '9', 'é', '๙'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(word, text => {
      const name = fragment(text);
      expect(name).toMatch(/^[A-Za-z0-9_-]*$/);
      const back = name
        .replace(/-/g, ' ')
        .replace(/_([0-9a-f]+)_/g, (_, hex) =>
          String.fromCodePoint(parseInt(hex, 16)),
        );
      expect(back).toBe(text);
    }),
  );
});
