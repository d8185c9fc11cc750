/* eslint-disable no-restricted-syntax -- WCAG's own examples */
import { describe, expect, it } from 'vitest';
import { buiVariables, dangerButtonVariables } from './buiVariables';
import { contrast } from './contrast';
import { palettes, type Palette } from './palette';

/** WCAG 2.2, 1.4.3 (text) and 1.4.11 (what is around controls). */
const TEXT = 4.5;
const CONTROL = 3;

function textPairs(palette: Palette): [string, string, string][] {
  const grounds = [palette.app, ...palette.surfaces];
  const statuses = (['good', 'info', 'warning', 'danger'] as const).map(
    name => [name, palette[name]] as const,
  );
  return [
    ...grounds.flatMap((ground): [string, string, string][] => [
      [`text on ${ground}`, palette.text, ground],
      [`muted text on ${ground}`, palette.textMuted, ground],
      [`links on ${ground}`, palette.accent, ground],
      ...statuses.map(([name, { main }]): [string, string, string] => [
        `${name} on ${ground}`,
        main,
        ground,
      ]),
    ]),
    ...statuses.flatMap(([name, status]): [string, string, string][] => [
      [`text on solid ${name}`, status.onMain, status.main],
      [`${name} on its quiet ground`, status.main, status.quiet],
      [`text on quiet ${name}`, palette.text, status.quiet],
    ]),
    ['button text', palette.onAccent, palette.accent],
    ['button text, hovered', palette.onAccent, palette.accentHover],
    ['button text, pressed', palette.onAccent, palette.accentPressed],
  ];
}

/** The colour that a browser makes of `color-mix(in srgb, one, other n%)`. */
function mixed(colour: string): string {
  const parts = /^color-mix\(in srgb, #(\w+), #(\w+) (\d+)%\)$/.exec(colour);
  if (!parts) return colour;
  const share = Number(parts[3]) / 100;
  const channels = [0, 2, 4].map(at => {
    const [one, other] = [parts[1], parts[2]].map(hex =>
      parseInt(hex.slice(at, at + 2), 16),
    );
    const value = Math.round(one * (1 - share) + other * share);
    return value.toString(16).padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

describe.each(Object.entries(palettes))('the %s palette', (_name, palette) => {
  it.each(textPairs(palette))('has readable %s', (_what, one, other) => {
    expect(contrast(one, other)).toBeGreaterThanOrEqual(TEXT);
  });

  it('shows the borders of fields and the focus ring on every ground', () => {
    for (const ground of [palette.app, ...palette.surfaces]) {
      expect(contrast(palette.borderStrong, ground)).toBeGreaterThanOrEqual(
        CONTROL,
      );
      expect(contrast(palette.ring, ground)).toBeGreaterThanOrEqual(CONTROL);
    }
  });

  it.each(['', '-hover', '-pressed'])(
    'has readable text on a dangerous button%s',
    state => {
      const variables = dangerButtonVariables(palette);
      const ground = mixed(variables[`--bg-solid-danger${state}`]);
      expect(
        contrast(variables['--fg-solid-danger'], ground),
      ).toBeGreaterThanOrEqual(TEXT);
    },
  );

  it('gives every Backstage UI colour a value', () => {
    for (const [name, value] of Object.entries(buiVariables(palette))) {
      expect(value, name).toMatch(/^(#[0-9a-f]{6}|color-mix\(.*\))$/);
    }
  });
});

describe('contrast', () => {
  it('is what WCAG says it is', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
