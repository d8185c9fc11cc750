import { Duplex } from 'node:stream';
import type { TerminalSize } from '@astrolabe/plugin-workloads-common';
import type { EngineTerminal, EngineTerminalOptions } from '../engine';

/**
 * A terminal without a program: it says what it was asked for, then repeats what
 * is typed, and ends with `exit` and a number.
 */
export class EchoTerminal implements EngineTerminal {
  readonly stream: Duplex;
  readonly exitCode: Promise<number | undefined>;

  constructor({ task, command = ['shell'], ...size }: EngineTerminalOptions) {
    let end: (code: number | undefined) => void;
    this.exitCode = new Promise(resolve => {
      end = resolve;
    });
    this.stream = new Duplex({
      read: () => {},
      write: (bytes: Buffer, _encoding, done) => {
        const [, code] = /^exit (\d+)/.exec(bytes.toString()) ?? [];
        if (code === undefined) {
          this.stream.push(bytes);
        } else {
          end(Number(code));
          this.stream.push(null);
        }
        done();
      },
      destroy: (error, done) => {
        end(undefined);
        done(error);
      },
    });
    this.#say(`${task}: ${command.join(' ')} ${describe(size)}`);
  }

  resize(size: TerminalSize): void {
    this.#say(describe(size));
  }

  #say(line: string): void {
    this.stream.push(`${line}\n`);
  }
}

function describe({ columns, rows }: TerminalSize): string {
  return `${columns}x${rows}`;
}
