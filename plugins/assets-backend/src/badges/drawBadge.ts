/* eslint-disable no-restricted-syntax -- it is shown at other places, which have no theme of ours */
/** What a badge says: the colours are dark enough for white words. */
export interface BadgeText {
  label: string;
  text: string;
  tone: 'good' | 'bad' | 'fact' | 'neutral';
}

const tones: Record<BadgeText['tone'], string> = {
  good: '#2e7d32',
  bad: '#c62828',
  fact: '#1565c0',
  neutral: '#616161',
};
const LABEL = '#424242';
/** Of what is said; a badge is one line. */
const LONGEST = 60;
const HEIGHT = 20;
const PADDING = 6;
/** Of letters in the fonts below, in sixteenths of their size, roughly. */
const NARROW = /[ijl.,:;'|!()[\]1 ftr-]/;
const WIDE = /[mwMW@%]/;
const SIZE = 11;

/** A small SVG that asks nothing of others: words beside each other, on two colours. */
export function drawBadge({ label, text, tone }: BadgeText): string {
  const said = cut(text);
  const left = widthOf(label) + 2 * PADDING;
  const right = widthOf(said) + 2 * PADDING;
  const width = left + right;
  const name = xml(`${label}: ${said}`);
  const words = (at: { x: number; width: number; of: string }) =>
    `<text x="${at.x + PADDING}" y="14" textLength="${
      at.width - 2 * PADDING
    }">${xml(at.of)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" role="img" aria-label="${name}">`,
    `<title>${name}</title>`,
    `<clipPath id="r"><rect width="${width}" height="${HEIGHT}" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)">`,
    `<rect width="${left}" height="${HEIGHT}" fill="${LABEL}"/>`,
    `<rect x="${left}" width="${right}" height="${HEIGHT}" fill="${tones[tone]}"/>`,
    `</g>`,
    `<g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="${SIZE}">`,
    words({ x: 0, width: left, of: label }),
    words({ x: left, width: right, of: said }),
    `</g></svg>`,
  ].join('');
}

function cut(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length > LONGEST
    ? `${letters.slice(0, LONGEST - 1).join('')}…`
    : letters.join('');
}

function widthOf(text: string): number {
  const sixteenths = [...text].map(letter => {
    if (NARROW.test(letter)) return 7;
    return WIDE.test(letter) ? 14 : 10;
  });
  const sum = sixteenths.reduce((all, each) => all + each, 0);
  return Math.ceil((sum * SIZE) / 16);
}

function xml(text: string): string {
  const named: Record<string, string> = {
    ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
    ...{ '"': '&quot;', "'": '&apos;' },
  };
  // What XML does not know at all, not even escaped.
  const known = text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '');
  return known.replace(/[&<>"']/g, sign => named[sign]);
}
