import { text } from 'node:stream/consumers';
import type { App } from './app';

const CTRL_C = '\u0003';
const ENDS = ['\r', '\n', '\u0004'];
const ERASES = ['\u007f', '\b'];

/**
 * A secret: what a person types, which nobody sees, or all that a pipe gives,
 * without its last line's end. It is never an argument, which others can see.
 */
export async function readSecret(app: App, question: string): Promise<string> {
  const { stdin, stderr } = app.terminal;
  if (!stdin.isTTY) return (await text(stdin)).replace(/\r?\n$/, '');
  stderr.write(`${question}: `);
  stdin.setRawMode(true);
  try {
    return await typed(app);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

function typed({ terminal: { stdin } }: App): Promise<string> {
  return new Promise((resolve, reject) => {
    let value = '';
    const onData = (data: Buffer) => {
      for (const char of data.toString('utf8')) {
        if (char === CTRL_C) {
          stdin.off('data', onData);
          reject(new Error('Interrupted'));
          return;
        }
        if (ENDS.includes(char)) {
          stdin.off('data', onData);
          resolve(value);
          return;
        }
        value = ERASES.includes(char) ? value.slice(0, -1) : value + char;
      }
    };
    stdin.on('data', onData);
    stdin.resume();
  });
}
