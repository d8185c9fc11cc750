/* eslint-disable @backstage/no-deprecated-bui-tokens -- set here so that those who still read them see our colours */
import type { Palette, Status } from '@astrolabe/plugin-communities-common';

/**
 * A palette in the variables of Backstage UI (css/styles.css of @backstage/ui
 * 0.18), the deprecated ones too, since its components still read them.
 */
export function buiVariables(palette: Palette): Record<string, string> {
  const { accent, accentHover, accentPressed, accentDisabled } = palette;
  const { onAccent, onAccentDisabled } = palette;
  return {
    '--bui-bg-app': palette.app,
    ...surfaces(palette),
    '--bui-fg-primary': palette.text,
    '--bui-fg-secondary': palette.textMuted,
    '--bui-fg-disabled': palette.textDisabled,
    '--bui-ring': palette.ring,
    '--bui-border-1': palette.border,
    '--bui-border-2': palette.borderStrong,
    '--bui-accent-bg': accent,
    '--bui-accent-bg-hover': accentHover,
    '--bui-accent-bg-disabled': accentDisabled,
    '--bui-accent-fg': onAccent,
    '--bui-accent-fg-disabled': onAccentDisabled,
    '--bui-bg-solid': accent,
    '--bui-bg-solid-hover': accentHover,
    '--bui-bg-solid-pressed': accentPressed,
    '--bui-bg-solid-disabled': accentDisabled,
    '--bui-fg-solid': onAccent,
    '--bui-fg-solid-disabled': onAccentDisabled,
    ...status(['positive', 'success'], palette.good, palette),
    ...status(['announcement', 'info'], palette.info, palette),
    ...status(['warning', 'warning'], palette.warning, palette),
    ...status(['negative', 'danger'], palette.danger, palette),
  };
}

/**
 * The solid dangerous button, which takes no variable of the theme: it sets its
 * own on itself, so these have to be set there, too.
 */
export function dangerButtonVariables({
  danger,
  text,
  accentDisabled,
}: Palette): Record<string, string> {
  return {
    '--bg-solid-danger': danger.main,
    '--bg-solid-danger-hover': mix(danger.main, text, 12),
    '--bg-solid-danger-pressed': mix(danger.main, text, 24),
    '--bg-solid-danger-disabled': accentDisabled,
    '--fg-solid-danger': danger.onMain,
  };
}

function surfaces(palette: Palette): Record<string, string> {
  return Object.assign(
    {},
    ...palette.surfaces.map((surface, index) => {
      const name = `--bui-bg-neutral-${index + 1}`;
      return {
        [name]: surface,
        [`${name}-hover`]: mix(surface, palette.text, 6),
        [`${name}-pressed`]: mix(surface, palette.text, 12),
        [`${name}-disabled`]: mix(surface, palette.text, 4),
      };
    }),
  );
}

function status(
  [family, old]: [string, string],
  { main, onMain, quiet }: Status,
  palette: Palette,
): Record<string, string> {
  return {
    [`--bui-fg-${family}`]: main,
    [`--bui-fg-${old}`]: main,
    [`--bui-fg-${old}-on-bg`]: main,
    [`--bui-bg-${old}`]: quiet,
    [`--bui-border-${old}`]: main,
    [`--bui-${family}-bg`]: main,
    [`--bui-${family}-bg-hover`]: mix(main, palette.text, 12),
    [`--bui-${family}-bg-disabled`]: palette.accentDisabled,
    [`--bui-${family}-bg-subdued`]: quiet,
    [`--bui-${family}-bg-subdued-hover`]: mix(quiet, palette.text, 6),
    [`--bui-${family}-bg-subdued-disabled`]: quiet,
    [`--bui-${family}-border`]: main,
    [`--bui-${family}-fg`]: onMain,
    [`--bui-${family}-fg-disabled`]: palette.onAccentDisabled,
    [`--bui-${family}-fg-subdued`]: main,
    [`--bui-${family}-fg-subdued-disabled`]: palette.textDisabled,
  };
}

function mix(colour: string, other: string, percent: number): string {
  return `color-mix(in srgb, ${colour}, ${other} ${percent}%)`;
}
