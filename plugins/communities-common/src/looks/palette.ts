/* eslint-disable no-restricted-syntax -- the one place where colours are made */

/**
 * Every colour of a look, by what it is for. The themes of Material UI and
 * the variables of Backstage UI are both made from it, and a test computes the
 * contrast of what stands on what.
 *
 * @public
 */
export interface Palette {
  /** Behind everything. */
  app: string;
  /** Cards, and what lies in them, in order of depth. */
  surfaces: readonly [string, string, string, string];
  text: string;
  textMuted: string;
  textDisabled: string;
  accent: string;
  accentHover: string;
  accentPressed: string;
  accentDisabled: string;
  onAccent: string;
  onAccentDisabled: string;
  /** Around what has the keyboard's focus. */
  ring: string;
  /** Between things. */
  border: string;
  /** Around what one can type into. */
  borderStrong: string;
  good: Status;
  info: Status;
  warning: Status;
  danger: Status;
}

/** A colour that says how things are. @public */
export interface Status {
  /** Text, icons and solid backgrounds. */
  main: string;
  /** Text on the solid background. */
  onMain: string;
  /** A quiet background, for `main` as text on it. */
  quiet: string;
}

const light: Palette = {
  app: '#f4f6fb',
  surfaces: ['#ffffff', '#f1f3fa', '#ffffff', '#f1f3fa'],
  text: '#14172b',
  textMuted: '#4c5370',
  textDisabled: '#6a7089',
  accent: '#3a3fbd',
  accentHover: '#2c3099',
  accentPressed: '#212473',
  accentDisabled: '#c9cce8',
  onAccent: '#ffffff',
  onAccentDisabled: '#4c5370',
  ring: '#3a3fbd',
  border: '#d5d9e6',
  borderStrong: '#767d99',
  good: { main: '#0b6b3a', onMain: '#ffffff', quiet: '#e1f5e9' },
  info: { main: '#0b5cad', onMain: '#ffffff', quiet: '#e3eefb' },
  warning: { main: '#864800', onMain: '#ffffff', quiet: '#fdf0dc' },
  danger: { main: '#b3261e', onMain: '#ffffff', quiet: '#fdeceb' },
};

const dark: Palette = {
  app: '#11132a',
  surfaces: ['#1a1d38', '#242847', '#1a1d38', '#242847'],
  text: '#f2f3fc',
  textMuted: '#b9bedb',
  textDisabled: '#9096b8',
  accent: '#a9b1ff',
  accentHover: '#c3c9ff',
  accentPressed: '#dadeff',
  accentDisabled: '#3b4070',
  onAccent: '#11132a',
  onAccentDisabled: '#b9bedb',
  ring: '#c3c9ff',
  border: '#3b4070',
  borderStrong: '#8a90b8',
  good: { main: '#5fd99a', onMain: '#11132a', quiet: '#123427' },
  info: { main: '#8cc4ff', onMain: '#11132a', quiet: '#132f52' },
  warning: { main: '#f5bd62', onMain: '#11132a', quiet: '#3a2c12' },
  danger: { main: '#ff9d94', onMain: '#11132a', quiet: '#461e22' },
};

/** The looks, of the same names as the themes. @public */
export const looks = ['light', 'dark'] as const;

/** @public */
export type Look = (typeof looks)[number];

/** What a community has that names no colours. @public */
export const ownPalettes: Record<Look, Palette> = { light, dark };
