import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';

const bench = useBench();

const imported = {
  profile: { id: 'citation-cff', title: 'Citation File Format 1.2' },
  kind: 'module',
  format: 'ai4',
  content: 'title: Plankton\n',
  taken: [{ at: 'title', into: 'title' }],
  left: [{ at: 'contact', value: 'Grace\u001b[31m', reason: 'No place.' }],
  check: {
    valid: false,
    format: '2.3.0',
    problems: [
      {
        severity: 'error',
        pointer: '',
        message: "'summary' is missing.",
        line: 1,
        column: 1,
      },
    ],
  },
};

async function ready(): Promise<string> {
  await bench.signedIn();
  bench.portal.answers['POST /api/assets/v1/import'] = [{ json: imported }];
  const file = path.join(bench.home, 'CITATION.cff');
  await writeFile(file, 'cff-version: 1.2.0\n');
  return file;
}

it('a file of a standard becomes a draft, with what is not in it and what is missing', async () => {
  const file = await ready();
  const { stdout, stderr, exitCode } = await bench.astrolabe(
    ...['module', 'import', file, '--format', 'ai4'],
  );
  expect(exitCode).toBe(exitCodes.ok);
  expect(stdout.trim()).toBe('title: Plankton');
  expect(stderr).toContain('Read as Citation File Format 1.2');
  expect(stderr).toMatch(/contact .*Grace.* No place\./);
  expect(stderr).toContain("'summary' is missing.");
  expect(stderr).not.toContain('\u001b');
});

it('is written where nothing is, and never over what is there', async () => {
  const file = await ready();
  const out = path.join(bench.home, 'ai4-metadata.yml');
  await bench.astrolabe('module', 'import', file, '--out', out);
  expect(await readFile(out, 'utf8')).toBe('title: Plankton\n');
  await ready();
  const again = await bench.astrolabe('module', 'import', file, '--out', out);
  expect(again.exitCode).toBe(exitCodes.usage);
  expect(again.stderr).toContain('cannot be written');
});

it('is read whole, or refused', async () => {
  const file = await ready();
  // A million characters would be a third of it.
  const text = '海'.repeat(450_000);
  await writeFile(file, text);
  const { exitCode } = await bench.astrolabe('module', 'import', file);
  expect(exitCode).toBe(exitCodes.ok);
  const sent = bench.portal.calls.find(({ path: to }) => /import$/.test(to));
  expect((sent!.body as { content: string }).content).toHaveLength(450_000);
  await writeFile(file, '海'.repeat(900_000));
  const longer = await bench.astrolabe('module', 'import', file);
  expect(longer.exitCode).toBe(exitCodes.usage);
  expect(longer.stderr).toContain('longer than 500000 characters');
});
