/** Of text, and of what is around controls (WCAG 2.2, 1.4.3 and 1.4.11, AA). @public */
export const enough = { text: 4.5, control: 3 };

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2). @public */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

/** Whether a colour can be read on all of these. @public */
export function isReadable(
  colour: string,
  grounds: readonly string[],
  ratio: number,
): boolean {
  return grounds.every(ground => contrast(colour, ground) >= ratio);
}

/**
 * The colour of the same hue and the nearest lightness that can be read on all
 * of these; itself, if it can. Undefined: none of this hue can.
 *
 * @public
 */
export function nearestReadable(
  colour: string,
  grounds: readonly string[],
  ratio: number,
): string | undefined {
  if (isReadable(colour, grounds, ratio)) return colour;
  const { hue, saturation, lightness } = toHsl(colour);
  for (let step = 0.005; step <= 1; step += 0.005) {
    for (const tried of [lightness - step, lightness + step]) {
      if (tried < -0.005 || tried > 1.005) continue;
      const bounded = Math.min(1, Math.max(0, tried));
      const near = fromHsl({ hue, saturation, lightness: bounded });
      if (isReadable(near, grounds, ratio)) return near;
    }
  }
  return undefined;
}

/** So much of another colour in one; `share` from 0 to 1. @public */
export function blend(one: string, other: string, share: number): string {
  const others = channels(other);
  return hex(
    channels(one).map((value, i) => value * (1 - share) + others[i] * share),
  );
}

/** Relative luminance of `#rrggbb` (WCAG 2.2, definition of the same name). */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map(part =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 0 to 1. */
function channels(colour: string): number[] {
  return [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255);
}

function hex(parts: number[]): string {
  const digits = parts.map(part =>
    Math.round(part * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

interface Hsl {
  /** From 0 to 6. */
  hue: number;
  saturation: number;
  lightness: number;
}

/** Hue, saturation, lightness (CSS Color 4, section 7). */
function toHsl(colour: string): Hsl {
  const [red, green, blue] = channels(colour);
  const max = Math.max(red, green, blue);
  const spread = max - Math.min(red, green, blue);
  const lightness = max - spread / 2;
  if (spread === 0) return { hue: 0, saturation: 0, lightness };
  const saturation = (max - lightness) / Math.min(lightness, 1 - lightness);
  if (max === red) {
    return { hue: ((green - blue) / spread + 6) % 6, saturation, lightness };
  }
  const hue =
    max === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return { hue, saturation, lightness };
}

function fromHsl({ hue, saturation, lightness }: Hsl): string {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return hex(
    [0, 8, 4].map(offset => {
      const at = (offset + hue * 2) % 12;
      return lightness - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1));
    }),
  );
}
