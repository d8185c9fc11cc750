import { Command, CommanderError } from 'commander';
import { commands } from './commands';
import { createApp, report, type App, type Terminal } from './lib/app';
import { exitCodes, ProgramExit, usageError } from './lib/errors';

const environment = `
Environment:
  ASTROLABE_URL    address of the portal, instead of the one signed in to
  ASTROLABE_TOKEN  token, instead of the stored one
  NO_COLOR         no colours, also in a terminal

Exit status:
  0 done   1 failed   2 wrong command line or value   3 not signed in
  4 not there or not allowed   5 not possible in this state
  6 portal not reachable or busy, try again   130 interrupted
`;

/** Runs one call of `astrolabe` and gives its exit status. */
export async function run(terminal: Terminal): Promise<number> {
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  process.once('SIGINT', interrupt);
  // `astrolabe … | head -1`: whoever reads has enough, which is no error.
  terminal.stdout.on('error', stopForReader);
  const json = terminal.argv.includes('--json');
  try {
    await program(createApp(terminal, abort.signal)).parseAsync(terminal.argv);
    return abort.signal.aborted ? exitCodes.interrupted : exitCodes.ok;
  } catch (error) {
    if (abort.signal.aborted) return exitCodes.interrupted;
    if (error instanceof ProgramExit) return error.exitCode;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.ok;
      return report(usageError(usageMessage(error)), { terminal, json })
        .exitCode;
    }
    return report(error, { terminal, json }).exitCode;
  } finally {
    process.off('SIGINT', interrupt);
  }
}

function stopForReader(error: NodeJS.ErrnoException) {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.ok);
}

function program(app: App): Command {
  const root = new Command('astrolabe')
    .description('Find, launch and look after AI modules and tools')
    .addHelpText('after', environment)
    .exitOverride();
  for (const create of commands) root.addCommand(create(app));
  silence(root, app.terminal);
  return root;
}

/** Usage errors are told by `report`, once, in text or in JSON. */
function silence(command: Command, terminal: Terminal) {
  command.exitOverride().configureOutput({
    writeOut: text => terminal.stdout.write(text),
    writeErr: text => {
      if (!text.startsWith('error:')) terminal.stderr.write(text);
    },
  });
  command.commands.forEach(sub => silence(sub, terminal));
}

function usageMessage(error: CommanderError): string {
  return error.code === 'commander.help'
    ? 'Say what to do: astrolabe --help lists the commands'
    : error.message.replace(/^error: /, '');
}
