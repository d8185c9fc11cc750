import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import {
  toCliError,
  usageError,
  type CliError,
  type ErrorProblem,
} from './errors';
import { openPortal, type Portal } from './portal';
import { asJson, plain, styled } from './text';

/** The part of `process` that the commands use. */
export type Terminal = Pick<
  NodeJS.Process,
  'argv' | 'env' | 'stdin' | 'stdout' | 'stderr'
>;

/** What every command is given. */
export interface App {
  terminal: Terminal;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** As the options of a command say, those of {@link withCommunity}. */
  portal(options?: { community?: string }): Promise<Portal>;
  /** The result: `value` for machines, `text` for people. */
  print(options: { json?: boolean; value: unknown; text: string }): void;
  /** A line beside the result: on stderr, so that a pipe has only the result. */
  note(line: string): void;
  confirm(question: string): Promise<boolean>;
}

/** One operation of the CLI: a file in commands/. */
export type CommandFactory = (app: App) => Command;

export function createApp(terminal: Terminal, signal: AbortSignal): App {
  return {
    terminal,
    signal,
    portal: ({ community } = {}) => openPortal(terminal.env, community),
    print({ json, value, text }) {
      const output = json ? asJson(value, 2) : text;
      if (output !== '') terminal.stdout.write(`${output}\n`);
    },
    note(line) {
      terminal.stderr.write(`${plain(line)}\n`);
    },
    async confirm(question) {
      if (!terminal.stdin.isTTY) {
        throw usageError(
          'There is nobody to ask here',
          'Add --yes when you are sure',
        );
      }
      const lines = createInterface({
        input: terminal.stdin,
        output: terminal.stderr,
      });
      try {
        const answer = await lines.question(`${question} [y/N] `, { signal });
        return /^y(es)?$/i.test(answer.trim());
      } finally {
        lines.close();
      }
    },
  };
}

/** A command of ours: with `--json`, and errors left to {@link report}. */
export function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'print JSON, for programs')
    .exitOverride();
}

/** Tells an error on stderr: to a program as `{"error": …}`. */
export function report(
  error: unknown,
  options: { terminal: Terminal; json: boolean },
): CliError {
  const told = toCliError(error);
  const { stderr } = options.terminal;
  if (options.json) {
    stderr.write(`${asJson({ error: told.report })}\n`);
    return told;
  }
  const { message, cause, evidence, nextStep, problems = [] } = told.report;
  stderr.write(`${styled('red', 'error', stderr)}: ${plain(message)}\n`);
  for (const problem of problems) {
    stderr.write(`  ${plain(problemLine(problem))}\n`);
  }
  const details = { cause, evidence, 'next step': nextStep };
  for (const [label, detail] of Object.entries(details)) {
    if (detail) stderr.write(`  ${label}: ${plain(detail)}\n`);
  }
  return told;
}

/** A field as `--set` names it, and what is wrong with it. */
function problemLine({ path, message, allowed }: ErrorProblem): string {
  const field = path.replace(/^\//, '').replaceAll('/', '.');
  const choice = allowed ? ` (allowed: ${allowed.join(', ')})` : '';
  return `${field}: ${message}${choice}`;
}
