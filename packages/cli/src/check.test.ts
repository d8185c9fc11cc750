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

  it('finds mistakes of a manifest, too', async () => {
    const file = path.join(bench.home, 'tool.yaml');
    await writeFile(file, manifestWith('${{ form.general.nmae }}'));
    const result = await bench.astrolabe('check', file);
    expect(result.exitCode).toBe(exitCodes.failure);
    expect(result.stdout).toMatch(
      new RegExp(
        `${file}:\\d+:\\d+: error: /spec/manifest/workload/tasks/0/env/NAME: 'form.general.nmae' is not known`,
      ),
    );

    await writeFile(file, manifestWith('${{ form.general.name }}'));
    expect((await bench.astrolabe('check', file)).stdout).toBe(
      `${file}: valid (astrolabe)\n`,
    );
  });

  it('warns of a password in a form, which is valid all the same', async () => {
    const file = path.join(bench.home, 'tool.yaml');
    const content = manifestWith('${{ form.general.name }}');
    await writeFile(
      file,
      content.replace('default: you', 'default: you, format: password'),
    );
    const result = await bench.astrolabe('check', file);
    expect(result.exitCode).toBe(exitCodes.ok);
    expect(result.stdout).toMatch(
      /tool\.yaml:\d+:\d+: warning: .*general\/properties\/name: .* recorded/,
    );
    expect(result.stdout).toContain('fix: Ask for it as a secret');
  });
});

function manifestWith(expression: string): string {
  return `apiVersion: astrolabe.dev/v1alpha1
kind: AiTool
metadata: { name: greeter }
spec:
  title: Greeter
  summary: Greets.
  libraries: []
  tasks: []
  categories: []
  tags: []
  dataTypes: []
  manifest:
    form:
      type: object
      properties:
        general:
          type: object
          properties: { name: { type: string, default: you } }
    workload:
      tasks:
        - name: main
          role: main
          command: ['true']
          env: { NAME: '${expression}' }
          resources: { cpuCores: 1, memoryBytes: 1073741824, diskBytes: 0 }
      lifetime: { kind: batch }
`;
}
