import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';

const bench = useBench();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-module-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ASSET = '/api/assets/v1/assets/module/plankton';

const profiles = {
  items: [
    {
      id: 'mldcat-ap-3',
      title: 'MLDCAT-AP 3.0',
      iri: 'https://standards.example',
      formats: [
        {
          id: 'turtle',
          mediaType: 'text/turtle',
          fileName: 'plankton.mldcat-ap-3.ttl',
        },
      ],
      gaps: ['version', 'links.weights'],
    },
  ],
};

function answer() {
  bench.portal.answers[`GET ${ASSET}/metadata`] = [
    { lines: ['<x> a <y>.\u001b[31m'] },
  ];
  bench.portal.answers[`GET ${ASSET}/profiles`] = [{ json: profiles }];
}

describe('a module', () => {
  it('is had in a standard, with a word on what it lacks beside it', async () => {
    await bench.signedIn();
    answer();
    const { stdout, stderr } = await bench.astrolabe(
      ...['module', 'export', 'module/plankton', '--profile', 'mldcat-ap-3'],
    );
    expect(stdout).toContain('<x> a <y>.');
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toContain('version, links.weights');
    expect(bench.portal.calls[0].path).toBe(
      `${ASSET}/metadata?profile=mldcat-ap-3`,
    );
  });

  it('is written to a file, or to a folder under its usual name', async () => {
    await bench.signedIn();
    await mkdir(path.join(folder, 'there'));
    for (const [out, file] of [
      ['own.ttl', 'own.ttl'],
      ['new/', 'new/plankton.mldcat-ap-3.ttl'],
      ['there', 'there/plankton.mldcat-ap-3.ttl'],
    ]) {
      answer();
      const { stdout, stderr } = await bench.astrolabe(
        ...['module', 'export', 'aimodule:default/plankton'],
        ...['--profile', 'mldcat-ap-3', '--format', 'turtle'],
        ...['--out', `${folder}/${out}`],
      );
      expect(stdout).toBe('');
      expect(stderr).toContain(path.join(folder, file));
      const text = await readFile(path.join(folder, file), 'utf8');
      expect(text).toContain('<x> a <y>.');
    }
  });

  it('lists the standards in which it is had', async () => {
    await bench.signedIn();
    answer();
    const { stdout } = await bench.astrolabe(
      ...['module', 'profiles', 'module/plankton'],
    );
    expect(stdout).toContain(
      'mldcat-ap-3  MLDCAT-AP 3.0  turtle   version, links.weights',
    );
  });

  it('is refused in a standard that is not there, with those that are', async () => {
    await bench.signedIn();
    bench.portal.answers[`GET ${ASSET}/metadata`] = [
      {
        status: 400,
        json: {
          error: {
            name: 'InputError',
            message: "No standard 'x' is there for a module",
            nextStep: 'Choose one of: mldcat-ap-3.',
          },
        },
      },
    ];
    const { stderr, exitCode } = await bench.astrolabe(
      ...['module', 'export', 'module/plankton', '--profile', 'x'],
    );
    expect(exitCode).not.toBe(exitCodes.ok);
    expect(stderr).toContain('Choose one of: mldcat-ap-3.');
  });
});
