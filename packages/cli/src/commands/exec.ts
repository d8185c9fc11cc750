import {
  openTerminal,
  type TerminalConnection,
  type TerminalEnding,
} from '@astrolabe/plugin-workloads-common';
import { WebSocket } from 'ws';
import { command, type App, type CommandFactory } from '../lib/app';
import { CliError, exitCodes, ProgramExit } from '../lib/errors';
import { lookup } from '../lib/localNames';

const END_OF_INPUT = Uint8Array.of(4);

/** Where nobody looks, programs still want to know how wide a line is. */
const USUAL_SIZE = { columns: 80, rows: 24 };

/** A terminal in a workload's task; ends as the program in it does. */
export const exec: CommandFactory = app =>
  command('exec', 'A terminal in a running workload')
    .argument('<id>', 'id of the workload')
    .argument('[command...]', 'program and arguments, after --; else a shell')
    .option('--task <name>', 'which task; the main one unless told')
    .action(async (id: string, words: string[], options) => {
      const { workloads } = await app.portal();
      const task = options.task ?? (await workloads.get(id)).tasks[0];
      const ticket = await workloads.terminal(id);
      const ending = await new Promise<TerminalEnding | undefined>(resolve => {
        const opening = {
          task,
          ...(words.length > 0 && { command: words }),
          ...sizeOf(app),
        };
        const connection = openTerminal(ticket, opening, {
          onOutput: bytes => app.terminal.stdout.write(bytes),
          onEnd: resolve,
          connect,
        });
        carryKeys(app, connection);
      });
      endWith(app, ending);
    });

/** Not the global one: it would ask the system's resolver for names of this machine. */
function connect(url: string, protocols: string[]): globalThis.WebSocket {
  const socket = new WebSocket(url, protocols, { lookup });
  return socket as unknown as globalThis.WebSocket;
}

/** Everything that is typed goes there, Ctrl-C too, where somebody types. */
function carryKeys(app: App, connection: TerminalConnection): void {
  const { stdin, stdout } = app.terminal;
  if (stdin.isTTY) stdin.setRawMode(true);
  else app.signal.addEventListener('abort', () => connection.close());
  stdin.on('data', bytes => connection.type(Buffer.from(bytes)));
  // As Ctrl-D: what is piped in is over.
  stdin.once('end', () => connection.type(END_OF_INPUT));
  stdout.on('resize', () => connection.resize(sizeOf(app)));
}

function sizeOf({ terminal: { stdout } }: App) {
  const { columns = USUAL_SIZE.columns, rows = USUAL_SIZE.rows } = stdout;
  return { columns, rows };
}

function endWith(
  { terminal: { stdin } }: App,
  ending: TerminalEnding | undefined,
): void {
  if (stdin.isTTY) stdin.setRawMode(false);
  stdin.pause();
  if (ending && 'ended' in ending) {
    const { exitCode } = ending.ended;
    if (exitCode) throw new ProgramExit(exitCode);
    return;
  }
  throw new CliError(exitCodes.failure, {
    message: ending?.failed.message ?? 'The connection to the terminal is gone',
    nextStep: ending?.failed.nextStep,
    code: ending?.failed.code ?? 'CONNECTION_LOST',
  });
}
