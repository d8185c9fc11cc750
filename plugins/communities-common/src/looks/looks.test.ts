/* eslint-disable no-restricted-syntax -- WCAG's own examples */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blend,
  contrast,
  enough,
  looks,
  makePalettes,
  nearestReadable,
  ownPalettes,
  type Palette,
} from '.';
import { unreadable } from './unreadable';

/** What stands on what in a palette, and has to be read. */
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

/** The pairs that are too near to each other; text, and what is around controls. */
function failures(palette: Palette): string[] {
  const text = textPairs(palette).filter(
    ([, one, other]) => contrast(one, other) < enough.text,
  );
  const controls = [palette.app, ...palette.surfaces].flatMap(ground =>
    [palette.borderStrong, palette.ring]
      .filter(colour => contrast(colour, ground) < enough.control)
      .map(colour => [`${colour} around a control`, colour, ground]),
  );
  return [...text, ...controls].map(
    ([what, one, other]) => `${what}: ${one} on ${other}`,
  );
}

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map(number => `#${number.toString(16).padStart(6, '0')}`);
const lookColours = fc.record(
  { accent: colour, app: colour, surface: colour, text: colour },
  { requiredKeys: [] },
);
/** Grounds of which something is to be read at least now and then. */
const likely = fc.record(
  {
    accent: colour,
    app: colour.map(each => blend('#ffffff', each, 0.1)),
    surface: colour.map(each => blend('#ffffff', each, 0.1)),
    text: colour.map(each => blend('#000000', each, 0.3)),
  },
  { requiredKeys: [] },
);

describe('the palettes', () => {
  it.each(looks)('of the portal itself can be read, %s', look => {
    expect(failures(ownPalettes[look])).toEqual([]);
  });

  it('of a community are those of the portal where it names no colours', () => {
    expect(makePalettes()).toEqual(ownPalettes);
  });

  it('of a community can be read, whatever colours are let through', () => {
    let through = 0;
    const given = fc.record(
      { light: fc.oneof(likely, lookColours), dark: lookColours },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(given, colours => {
        if (unreadable(colours)) return;
        through += 1;
        const palettes = makePalettes(colours);
        for (const look of looks) expect(failures(palettes[look])).toEqual([]);
      }),
      { numRuns: 600 },
    );
    expect(through).toBeGreaterThan(20);
  });

  it('keep the colours that a community names', () => {
    const { light } = makePalettes({ light: { accent: '#00695c' } });
    expect(light).toMatchObject({ accent: '#00695c', app: '#f4f6fb' });
  });

  it('make the dark accent from the light one where it is not named', () => {
    const { dark } = makePalettes({ light: { accent: '#00695c' } });
    expect(contrast(dark.accent, dark.app)).toBeGreaterThanOrEqual(6);
    const [red, green] = [1, 3].map(at =>
      parseInt(dark.accent.slice(at, at + 2), 16),
    );
    expect(green).toBeGreaterThan(red);
  });
});

describe('a colour that cannot be read', () => {
  it('is told with its ratio and with one of its hue that can', () => {
    const problem = unreadable({ light: { accent: '#ff9800' } })!;
    expect(problem.key).toBe('colours.light.accent');
    const near = /the nearest that passes is (#\w{6})$/.exec(problem.why)![1];
    expect(unreadable({ light: { accent: near } })).toBeUndefined();
    expect(near).toMatch(/^#[89ab]/);
  });

  it('is not told to be nearer than it is', () => {
    const problem = unreadable({ light: { text: '#767676', app: '#ffffff' } })!;
    expect(problem.why).not.toContain('4.5:1,');
  });
});

describe('contrast', () => {
  it('is what WCAG says it is', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('finds the same colour again where it is enough', () => {
    fc.assert(
      fc.property(colour, colour, (one, ground) => {
        const near = nearestReadable(one, [ground], 4.5)!;
        expect(contrast(near, ground)).toBeGreaterThanOrEqual(4.5);
        if (contrast(one, ground) >= 4.5) expect(near).toBe(one);
      }),
    );
  });
});
