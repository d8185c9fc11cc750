/** A text that cannot be read, and why: for whoever wrote it. @public */
export class Unreadable extends Error {
  readonly name = 'Unreadable';

  /** What a parser said, in a line of its own. */
  static because(format: string, error: unknown): Unreadable {
    if (error instanceof Unreadable) return error;
    const said = error instanceof Error ? error.message : String(error);
    const line = said.replace(/\s+/g, ' ').slice(0, 300);
    return new Unreadable(`It cannot be read as ${format}: ${line}`);
  }
}

export function tooMuch(what: string, most: number): Unreadable {
  return new Unreadable(`It has more than ${most} ${what}`);
}
