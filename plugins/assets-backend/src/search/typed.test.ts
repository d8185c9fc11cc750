import { describe, expect, it } from 'vitest';
import { fill } from './__testUtils__/fill';

/** Each title thrice, as what is rare is taken for misspelt, and one that is another. */
function indexOf(...titles: string[]) {
  return fill(
    [...titles, 'Nothing like it'].flatMap((title, i) =>
      ['xa', 'xb', 'xc'].map((copy): [string, { title: string }] => [
        `q${i}${copy}`,
        { title: `${title} (${copy})` },
      ]),
    ),
  );
}

function found(titles: string[], text: string): number {
  return indexOf(...titles).query({ text }).totalItems;
}

describe('a word', () => {
  it.each(['Galaxies', 'Species', 'Movies', 'Series', 'Viruses', 'Analyses'])(
    'stays found from its first letter to its last: %s',
    title => {
      const index = indexOf(title);
      for (let end = 1; end <= title.length; end++) {
        const text = title.slice(0, end);
        expect([text, index.query({ text }).totalItems]).toEqual([text, 3]);
      }
    },
  );

  it.each([
    ...[['galaxy', 'galaxies'] as const, ['movie', 'movies'] as const],
    ...[['virus', 'viruses'] as const, ['box', 'boxes'] as const],
    ...[['analysis', 'analyses'] as const, ['branch', 'branches'] as const],
    ...[['nucleus', 'nuclei'] as const, ['matrix', 'matrices'] as const],
    ...[['spectrum', 'spectra'] as const, ['GPU', 'GPUs'] as const],
  ])('is found by its plural and finds it: %s', (one, many) => {
    expect(found([one], many)).toBe(3);
    expect(found([many], one)).toBe(3);
    // Also where both are there, and the other words of the query.
    expect(found([one, many], one)).toBe(6);
    expect(found([one, many], `${many} xa`)).toBe(2);
  });

  it('is found in the singular while its plural is typed', () => {
    for (const text of ['galax', 'galaxi', 'galaxie', 'galaxies']) {
      expect([text, found(['Galaxy'], text)]).toEqual([text, 3]);
    }
    expect(found(['Virus'], 'viruse')).toBe(3);
  });

  it('is found misspelt in the one number and written in the other', () => {
    expect(found(['Galaxies'], 'galxy')).toBe(3);
    expect(found(['Proteins'], 'protien')).toBe(3);
    expect(found(['Protein'], 'protiens')).toBe(3);
    expect(found(['Galaxies'], 'galaxis')).toBe(3);
  });

  it('is not another word that only ends as its plural does', () => {
    expect(found(['Clas'], 'class of')).toBe(0);
  });

  it('is found by the letters that a keyboard has', () => {
    expect(found(['Œuvre'], 'oeuvre')).toBe(3);
    expect(found(['Straße'], 'strasse')).toBe(3);
    expect(found(['ﬁsh'], 'fish')).toBe(3);
    expect(found(['ＡＢＣ'], 'abc')).toBe(3);
    expect(found(['Sørensen'], 'sorensen')).toBe(3);
    expect(found(['Jetson™'], 'jetson xa')).toBe(1);
  });

  it('is found by each of those that are written together in it, and as it is written', () => {
    const titles = [
      'FasterRCNN',
      'TensorFlow',
      'OpenCV',
      'HTTPServers',
      'YOLOv8',
    ];
    for (const text of [
      ...['faster rcnn', 'rcnn', 'FasterRCNN', 'tensor flow', 'tensorflow'],
      ...['open cv', 'opencv', 'http server', 'yolov8'],
    ]) {
      expect([text, found(titles, text)]).toEqual([text, 3]);
    }
    // As a Mac writes it, with its accents as letters of their own.
    const ofMac = 'CaféNet'.normalize('NFD');
    expect(found([ofMac], 'cafe net')).toBe(3);
    expect(found([ofMac], 'net')).toBe(3);
    // Signs of one letter, and what is all in capitals, are not taken apart.
    expect(found(['YOLOv8', 'GPUs', 'EOSC'], 'ov8')).toBe(0);
  });

  it('can end in signs, where it is the name of a language', () => {
    const index = indexOf('Bindings for C++', 'Bindings for C#', 'C');
    const titles = (text: string) =>
      index.query({ text }).items.map(({ title }) => title.slice(0, -5));
    expect(new Set(titles('c++'))).toEqual(new Set(['Bindings for C++']));
    expect(new Set(titles('C# bindings'))).toEqual(
      new Set(['Bindings for C#']),
    );
    expect(titles('c').slice(0, 3)).toEqual(['C', 'C', 'C']);
    expect(found(['1+1 and a#b'], 'a xa')).toBe(1);
  });

  it('is wanted only where the text has one', () => {
    const index = indexOf('Galaxies');
    for (const text of ['.', '++', '  "({[*', '́']) {
      expect(index.query({ text })).toEqual(index.query({}));
    }
  });
});
