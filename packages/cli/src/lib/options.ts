import { InvalidArgumentError, type Command } from 'commander';

/** A whole number from 1, for commander. */
export function positiveInteger(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new InvalidArgumentError('It is not a whole number from 1.');
  }
  return number;
}

/** An option that may be given more than once, for commander. */
export function collect(text: string, before: string[] = []): string[] {
  return [...before, text];
}

/** `--wait` and how long. */
export function withWait(command: Command, until: string): Command {
  return command
    .option('--wait', `wait until ${until}`)
    .option(
      '--timeout <seconds>',
      'how long to wait at most',
      positiveInteger,
      900,
    );
}

/** `--community`. */
export function withCommunity(command: Command): Command {
  return command.option(
    '--community <id>',
    'in which of your communities; ASTROLABE_COMMUNITY or the first unless told',
  );
}

/** `--site` and `--community`. */
export function withSite(command: Command): Command {
  return withCommunity(command).option(
    '--site <id>',
    'where it shall run, even if it has to wait there; the best site unless told',
  );
}

/** `--set` and `--values`. */
export function withValues(command: Command): Command {
  return command
    .option(
      '--set <group.field=value>',
      'a value of the form; may be given more than once',
      collect,
    )
    .option('--values <file>', 'values as YAML or JSON: groups of fields');
}
