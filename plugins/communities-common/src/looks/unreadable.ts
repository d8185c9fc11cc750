import type { Community, LookColours } from '../generated/community';
import { contrast, enough, nearestReadable } from './contrast';
import { basics } from './makePalettes';
import { looks, type Look } from './palette';

/**
 * What is wrong with the colours that a community names: the first pair that
 * cannot be read, with the key, its ratio, and the nearest colour that can.
 * Undefined: all of them can be read.
 */
export function unreadable(
  colours: Community['colours'] = {},
): { key: string; why: string } | undefined {
  for (const look of looks) {
    const given = colours[look];
    const problem = given && unreadableIn(look, given);
    if (problem) return problem;
  }
  return undefined;
}

function unreadableIn(look: Look, given: LookColours) {
  const { text, grounds } = basics(look, given);
  const { raised, ...named } = grounds;
  for (const [name, colour] of Object.entries({ text, accent: given.accent })) {
    if (!colour) continue;
    const worst = Object.entries({ ...named, 'raised surface': raised })
      .map(([ground, on]) => ({ ground, on, ratio: contrast(colour, on) }))
      .sort((a, b) => a.ratio - b.ratio)[0];
    if (worst.ratio < enough.text) {
      const near = nearestReadable(colour, Object.values(grounds), enough.text);
      return {
        key: `colours.${look}.${name}`,
        why: `${colour} on ${worst.ground} ${worst.on} has a contrast of ${
          // Not rounded up to what would be enough.
          Math.floor(worst.ratio * 100) / 100
        }:1, and text needs ${enough.text}:1 (WCAG AA); ${
          near
            ? `the nearest that passes is ${near}`
            : 'no colour of its hue passes on app and surface alike'
        }`,
      };
    }
  }
  return undefined;
}
