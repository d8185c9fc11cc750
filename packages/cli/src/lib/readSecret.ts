import { on } from 'node:events';
import { text } from 'node:stream/consumers';
import type { App } from './app';
import { CliError, exitCodes } from './errors';

const INTERRUPT = '\u0003';
const ends = ['\r', '\n', '\u0004'];
const takesBack = ['\u007f', '\b'];

/**
 * What must not be an argument, since others see those: from a terminal without
 * showing it, else all of standard input.
 *
 * @param isWhole - an end of line at the end belongs to it
 */
export async function readSecret(
  app: App,
  question: string,
  { isWhole = false } = {},
): Promise<string> {
  const { stdin } = app.terminal;
  if (!stdin.isTTY) {
    const given = await text(stdin);
    return isWhole ? given : given.replace(/\r?\n$/, '');
  }
  app.note(`${question}:`);
  stdin.setRawMode(true);
  try {
    return await typed(app);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
  }
}

async function typed({ terminal, signal }: App): Promise<string> {
  let line = '';
  terminal.stdin.resume();
  for await (const [bytes] of on(terminal.stdin, 'data', { signal })) {
    for (const character of String(bytes)) {
      if (character === INTERRUPT) {
        throw new CliError(exitCodes.interrupted, { message: 'Interrupted' });
      }
      if (ends.includes(character)) return line;
      line = takesBack.includes(character)
        ? [...line].slice(0, -1).join('')
        : line + character;
    }
  }
  return line;
}
