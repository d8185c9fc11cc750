import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';

const bench = useBench();

describe('checking metadata', () => {
  it('names line and way to mend it, without a portal', async () => {
    const file = path.join(bench.home, 'ai4-metadata.yml');
    await writeFile(file, 'metadata_version: 2.0.0\ntitle: 7\nsummary: s\n');
    const result = await bench.astrolabe('check', file);
    expect(result.exitCode).toBe(exitCodes.failure);
    expect(result.stdout).toMatch(new RegExp(`${file}:2:\\d+: error: /title`));
    const json = await bench.astrolabe('check', file, '--json');
    expect(JSON.parse(json.stdout)[0]).toMatchObject({ file, valid: false });
  });
});
