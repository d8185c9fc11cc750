import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from './commands';
import { createApp } from './lib/app';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';

const bench = useBench();

describe('every command', () => {
  const app = createApp(process, new AbortController().signal);
  const operations = commands
    .map(create => create(app))
    .flatMap(command =>
      command.commands.length > 0 ? command.commands : [command],
    );

  it.each(operations.map(command => [command.name(), command] as const))(
    '%s says what it does and speaks JSON',
    (_name, command) => {
      expect(command.description()).not.toBe('');
      expect(command.options.map(option => option.long)).toContain('--json');
    },
  );

  it('is in the README, as is every exit status', async () => {
    const readme = await readFile(path.join(__dirname, '../README.md'), 'utf8');
    for (const command of operations) {
      expect(readme).toContain(`${command.name()}`);
    }
    for (const code of Object.values(exitCodes)) {
      expect(readme).toMatch(new RegExp(`^\\| ${code} `, 'm'));
    }
  });

  it('that is misspelt is a usage error, told once', async () => {
    const result = await bench.astrolabe('lst');
    expect(result.exitCode).toBe(exitCodes.usage);
    expect(result.stderr).toMatch(/^error: unknown command 'lst'/);
    expect(result.stderr.match(/unknown command/g)).toHaveLength(1);
  });
});
