import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDuration,
  formatInstant,
  formatNumber,
} from './format';
import { safeHref } from './safeHref';

describe('what people read', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KiB'],
    [1024 ** 3, '1 GiB'],
    [64 * 1024 ** 3, '64 GiB'],
    [1024 ** 6, '1024 PiB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });

  it('has the decimal separator of its language', () => {
    expect(formatBytes(1536, 'es')).toBe('1,5 KiB');
    expect(formatNumber(2.25, 'es')).toBe('2,3');
    expect(formatNumber(2.25, 'en')).toBe('2.3');
  });

  it.each([
    [-1, '0 s'],
    [0, '0 s'],
    [93, '1 min 33 s'],
    [3600, '1 h'],
    [90061, '1 d 1 h'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('keeps a bare day that day in every time zone', () => {
    expect(formatInstant('2026-11-24', 'en')).toBe('Nov 24, 2026');
  });

  it('shows seconds where they are asked for', () => {
    const at = '2026-11-24T08:01:07.000Z';
    expect(formatInstant(at, 'es', { withSeconds: true })).toMatch(/:01:07/);
    expect(formatInstant(at, 'es')).not.toMatch(/:07/);
  });

  it('shows what is no date as it was written', () => {
    expect(formatInstant('last summer', 'en')).toBe('last summer');
  });

  it.each([
    ['https://example.org/a', 'https://example.org/a'],
    // eslint-disable-next-line no-script-url
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['docs/start.md', undefined],
    ['', undefined],
  ])('links to %s as %s', (address, href) => {
    expect(safeHref(address)).toBe(href);
  });
});
