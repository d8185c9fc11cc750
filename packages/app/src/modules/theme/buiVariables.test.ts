/* eslint-disable no-restricted-syntax -- colours of a community */
import {
  contrast,
  enough,
  makePalettes,
  ownPalettes,
} from '@astrolabe/plugin-communities-common';
import { describe, expect, it } from 'vitest';
import { buiVariables, dangerButtonVariables } from './buiVariables';

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

const community = makePalettes({
  light: { accent: '#00695c', app: '#fdf6ec', surface: '#ffffff' },
});

describe.each([
  ...Object.entries(ownPalettes),
  ['green dark', community.dark] as const,
  ['green light', community.light] as const,
])('the %s palette', (_name, palette) => {
  it.each(['', '-hover', '-pressed'])(
    'has readable text on a dangerous button%s',
    state => {
      const variables = dangerButtonVariables(palette);
      const ground = mixed(variables[`--bg-solid-danger${state}`]);
      expect(
        contrast(variables['--fg-solid-danger'], ground),
      ).toBeGreaterThanOrEqual(enough.text);
    },
  );

  it('gives every Backstage UI colour a value', () => {
    for (const [name, value] of Object.entries(buiVariables(palette))) {
      expect(value, name).toMatch(/^(#[0-9a-f]{6}|color-mix\(.*\))$/);
    }
  });
});
