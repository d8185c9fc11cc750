/* eslint-disable no-restricted-syntax -- here colours are made */
import type { Community, LookColours } from '../generated/community';
import { blend, enough, isReadable, nearestReadable } from './contrast';
import {
  looks,
  ownPalettes,
  type Look,
  type Palette,
  type Status,
} from './palette';

type Colours = NonNullable<Community['colours']>;

/** What can stand on a solid colour, in order of liking. */
const onSolid = ['#ffffff', '#11132a', '#000000'];

/** An accent that is carried over from the other look shall not be dull. */
const VIVID = 6;

/** The grounds that text stands on, by the names that people gave them. */
export interface Grounds {
  app: string;
  surface: string;
  /** What lies in a surface, such as a field: made from it. */
  raised: string;
}

/** What is given of a look, and the portal's own for what is not. */
export function basics(
  look: Look,
  given: LookColours = {},
): { text: string; grounds: Grounds } {
  const own = ownPalettes[look];
  const text = given.text ?? own.text;
  const surface = given.surface ?? own.surfaces[0];
  const isOwn = !given.surface && !given.text;
  return {
    text,
    grounds: {
      app: given.app ?? own.app,
      surface,
      raised: isOwn ? own.surfaces[1] : blend(surface, text, 0.06),
    },
  };
}

/**
 * All colours of both looks from the few that a community names. What follows
 * from others is moved until it can be read.
 *
 * @public
 */
export function makePalettes(colours: Colours = {}): Record<Look, Palette> {
  const [light, dark] = looks.map(look => makePalette(look, colours));
  return { light, dark };
}

function makePalette(look: Look, colours: Colours): Palette {
  const given = colours[look] ?? {};
  const other = colours[look === 'light' ? 'dark' : 'light']?.accent;
  const own = ownPalettes[look];
  if (Object.keys(given).length === 0 && !other) return own;
  const { text, grounds } = basics(look, given);
  const all = Object.values(grounds);
  const isGround = Boolean(given.app || given.surface || given.text);
  const rest = isGround ? neutrals(own, { text, grounds }) : own;
  const carried = other && nearestReadable(other, all, VIVID);
  const accent =
    given.accent ??
    carried ??
    nearestReadable(other ?? own.accent, all, enough.text) ??
    text;
  return { ...rest, ...accents(accent, grounds.surface, rest.textMuted) };
}

/** All but the accents. */
function neutrals(
  own: Palette,
  { text, grounds }: { text: string; grounds: Grounds },
): Palette {
  const { app, surface, raised } = grounds;
  const readable = (colour: string, ratio: number) =>
    nearestReadable(colour, Object.values(grounds), ratio) ?? text;
  const statusOf = (name: 'good' | 'info' | 'warning' | 'danger') =>
    status(own[name], { text, grounds });
  return {
    ...own,
    app,
    surfaces: [surface, raised, surface, raised],
    text,
    textMuted: readable(blend(text, surface, 0.25), enough.text),
    textDisabled: readable(blend(text, surface, 0.4), enough.text),
    border: blend(surface, text, 0.15),
    borderStrong: readable(blend(surface, text, 0.5), enough.control),
    good: statusOf('good'),
    info: statusOf('info'),
    warning: statusOf('warning'),
    danger: statusOf('danger'),
  };
}

function accents(accent: string, surface: string, textMuted: string) {
  const onAccent = readableOn(accent);
  // Away from what stands on it, so that it is read even better.
  const away = onAccent === '#ffffff' ? '#000000' : '#ffffff';
  const accentDisabled = blend(accent, surface, 0.72);
  return {
    accent,
    accentHover: blend(accent, away, 0.2),
    accentPressed: blend(accent, away, 0.4),
    accentDisabled,
    onAccent,
    onAccentDisabled:
      nearestReadable(textMuted, [accentDisabled], enough.text) ?? textMuted,
    ring: accent,
  };
}

/** Of black and white at least one can be read on any colour. */
function readableOn(ground: string): string {
  return onSolid.find(colour => isReadable(colour, [ground], enough.text))!;
}

function status(
  { main }: Status,
  look: { text: string; grounds: Grounds },
): Status {
  const { text, grounds } = look;
  const quiet = [0.12, 0.06, 0.03, 0]
    .map(share => blend(grounds.surface, main, share))
    .find(ground => isReadable(text, [ground], enough.text))!;
  const all = [...Object.values(grounds), quiet];
  const own = nearestReadable(main, all, enough.text) ?? text;
  return { main: own, onMain: readableOn(own), quiet };
}
