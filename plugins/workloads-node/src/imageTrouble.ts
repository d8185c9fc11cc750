// Imports nothing: the supervisor of the local engine loads this file as it is.

/** What kept an image from being had. @public */
export type ImageTrouble = 'refused' | 'missing' | 'unreachable';

/** What registries say, in the words of Docker and of Podman; the first that holds. */
const words: [RegExp, ImageTrouble][] = [
  [
    /unauthorized|authentication required|denied|forbidden|invalid username|no basic auth/i,
    'refused',
  ],
  [/manifest unknown|not found|name unknown/i, 'missing'],
  [
    /connection (refused|reset|timed out)|no such host|timeout|no route|unreachable|deadline/i,
    'unreachable',
  ],
];

/** Names of images and addresses, which may be called like a trouble. */
const NAMES = /`[^`]*`|\S*\/\S*/g;

/** Reads what a container engine said; undefined for what it says of nothing else. @public */
export function imageTroubleOf(said: string): ImageTrouble | undefined {
  const rest = said.replace(NAMES, '');
  return words.find(([pattern]) => pattern.test(rest))?.[1];
}
