import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';

const bench = useBench();
const examples = path.resolve(__dirname, '../../../communities');

describe('the file of a community', () => {
  it('is begun for me, with every key, and is valid as it is', async () => {
    const file = path.join(bench.home, 'sea-life.yaml');
    const made = await bench.astrolabe(
      'community',
      'new',
      'sea-life',
      '--to',
      bench.home,
    );
    expect(made.stdout).toContain(`- $include: ${file}`);
    const checked = await bench.astrolabe('community', 'check', file);
    expect(checked).toMatchObject({ exitCode: 0, stdout: `${file}: valid\n` });

    const text = await readFile(file, 'utf8');
    expect(text).toContain('title: Sea Life');
    // What is a comment there may be taken out of it.
    await writeFile(file, text.replace(/^# (?=\S*:| {2})/gm, ''));
    await writeFile(path.join(bench.home, 'sea-life.svg'), '<svg></svg>');
    await writeFile(path.join(bench.home, 'sea-life-dark.svg'), '<svg></svg>');
    const whole = await bench.astrolabe('community', 'check', file);
    expect(whole).toMatchObject({ exitCode: 0, stderr: '' });

    const again = await bench.astrolabe(
      'community',
      'new',
      'sea-life',
      '--to',
      bench.home,
    );
    expect(again.exitCode).toBe(exitCodes.usage);
  });

  it('is refused with the key and what is allowed there', async () => {
    const file = path.join(bench.home, 'wood.yaml');
    await writeFile(file, 'id: wood\ntitle: Wood\nfonts: { text: comic }\n');
    const result = await bench.astrolabe('community', 'check', file);
    expect(result.exitCode).toBe(exitCodes.failure);
    expect(result.stderr).toContain(
      `${file}: Invalid value for fonts.text: it is "comic", but has to be one of system, humanist`,
    );
    await writeFile(file, 'id: wood\ntitle: Wood\nlogo: { $file: no.svg }\n');
    const missing = await bench.astrolabe('community', 'check', file);
    expect(missing.stderr).toContain('no.svg');
  });

  it('shows the colours that follow, and how well they read', async () => {
    const file = path.join(bench.home, 'wood.yaml');
    await writeFile(
      file,
      "id: wood\ntitle: Wood\ncolours: { light: { accent: '#8a3b12' } }\n",
    );
    const { stdout } = await bench.astrolabe('community', 'preview', file);
    expect(stdout).toMatch(/^accent, links +#8a3b12 +[\d.]+:1$/m);
    expect(stdout.match(/^(light|dark)$/gm)).toEqual(['light', 'dark']);
  });

  it('is valid, of each example', async () => {
    const files = (await readdir(examples))
      .filter(name => name.endsWith('.yaml'))
      .map(name => path.join(examples, name));
    expect(files.length).toBeGreaterThanOrEqual(2);
    const result = await bench.astrolabe('community', 'check', ...files);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
