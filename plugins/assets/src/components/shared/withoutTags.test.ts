import { describe, expect, it } from 'vitest';
import { withoutTags } from './withoutTags';

// From ai4-metadata as it is published; the names are those of the modules.
const published = [
  [
    'satsr: a picture',
    "<img class='fit', src='https://raw.githubusercontent.com/deephdc/DEEP-OC-satsr/master/images/satsr.png'/>",
    '![](<https://raw.githubusercontent.com/deephdc/DEEP-OC-satsr/master/images/satsr.png>)',
  ],
  [
    'fast-neural-transfer: a link without quotes',
    '<a href=https://arxiv.org/abs/1603.08155>arXiv:1603.08155 [cs.CV]</a>',
    '[arXiv:1603.08155 \\[cs.CV\\]](<https://arxiv.org/abs/1603.08155>)',
  ],
  [
    'thermal-urban-feature-segmenter: a film',
    "<video controls>\n  <source src='https://github.com/user-attachments/assets/98e3f145' type='video/mp4'>\n  Your browser does not support the video tag.\n</video>",
    '\n  \n  Your browser does not support the video tag.\n',
  ],
];

describe('HTML in a description', () => {
  it.each(published)('reads %s', (_what, html, markdown) => {
    expect(withoutTags(html)).toBe(markdown);
  });

  it.each([
    ['a named picture', '<IMG alt="A [big] cat" SRC=https://x.org/a.png>'],
    [
      'one with more',
      '<img width=550 src="https://x.org/a.png" alt="A [big] cat" />',
    ],
  ])('keeps the name of %s', (_what, html) => {
    expect(withoutTags(html)).toBe('![A \\[big\\] cat](<https://x.org/a.png>)');
  });

  it('drops what leads nowhere or runs', () => {
    expect(withoutTags('a <img src="cat.png"> b')).toBe('a  b');
    expect(withoutTags('<a href="javascript:alert(1)">x</a>')).toBe('x');
    expect(withoutTags('<p align="center"><b>x</b><br/></p><!-- no -->')).toBe(
      'x',
    );
  });

  it.each([
    'a < b and c > d',
    '<https://example.org>',
    'Map<string, number>',
    'use `<img src="https://x.org/a.png">` for it',
    '```html\n<p>\n  <img src="https://x.org/a.png">\n</p>\n```',
    'an <unknown> word',
  ])('leaves %s', text => {
    expect(withoutTags(text)).toBe(text);
  });

  it('takes no longer than its length asks for, whatever it is given', () => {
    const odds = ['<img ', '<a href=x>', '<!--', '`', '<p ', '```\n'];
    const time = (times: number) => {
      const began = performance.now();
      for (const odd of odds) withoutTags(odd.repeat(times));
      return performance.now() - began;
    };
    // The least of a few: the machine may be busy with other things.
    const least = (times: number) =>
      Math.min(...Array.from({ length: 4 }, () => time(times)));
    least(2_500);
    // Four times of its length; sixteen times would be its square.
    expect(least(10_000) / least(2_500)).toBeLessThan(10);
  }, 60_000);
});
