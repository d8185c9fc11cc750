import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workloadLayout, type WorkloadLayout } from '../folder/layout';
import { Reporter } from './Reporter';

describe('the report of a workload', () => {
  let folder: string;
  let layout: WorkloadLayout;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-report-'));
    layout = workloadLayout(folder, 'one');
    mkdirSync(layout.root, { recursive: true });
    mkdirSync(path.dirname(layout.change));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const written = () => JSON.parse(readFileSync(layout.report, 'utf8'));

  it('tells the engine that there is news', () => {
    new Reporter(layout).begin(1);
    expect(existsSync(layout.change)).toBe(true);
    expect(written()).toMatchObject({ generation: 1, state: 'starting' });
  });

  it.runIf(existsSync('/dev/full'))(
    'is written on a full disk, in the room that was kept for it',
    () => {
      const reporter = new Reporter(layout);
      reporter.begin(1);
      writeFileSync(layout.reserve, 'room');
      symlinkSync('/dev/full', `${layout.report}.${process.pid}.draft`);
      reporter.update({ state: 'failed' });
      expect(written().state).toBe('failed');
      expect(existsSync(layout.reserve)).toBe(false);
    },
  );

  it.runIf(existsSync('/dev/full'))(
    'waits for room when there is none at all, and is written then',
    async () => {
      const reporter = new Reporter(layout);
      reporter.begin(1);
      const draft = `${layout.report}.${process.pid}.draft`;
      symlinkSync('/dev/full', draft);
      // With the room kept gone, the second attempt meets a full disk, too.
      mkdirSync(layout.reserve);
      expect(() => reporter.update({ state: 'failed' })).toThrow();
      rmSync(layout.reserve, { recursive: true });
      await reporter.flushed();
      expect(written().state).toBe('failed');
    },
  );

  it('that a power cut has broken counts as none', () => {
    writeFileSync(layout.report, '{"generation":1,"sta');
    expect(new Reporter(layout).last).toBeUndefined();
  });
});
