import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { Report } from './types.ts';

/** A JSON file's content, or undefined when there is none. */
export function readJson<T>(file: string): T | undefined {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  return JSON.parse(text) as T;
}

/** A supervisor's report. One that a power cut has broken counts as none: what it told of has ended. */
export function readReport(file: string): Report | undefined {
  try {
    const report = readJson<Partial<Report>>(file);
    return report?.leftovers?.processes ? (report as Report) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Replaces a JSON file in one step: a reader, or a crash at any point, finds
 * the old content or the new one.
 */
export function writeJson(
  file: string,
  content: unknown,
  { durable = false, mode = 0o600 } = {},
): void {
  const draft = `${file}.${process.pid}.draft`;
  try {
    const handle = openSync(draft, 'w', mode);
    try {
      writeFileSync(handle, JSON.stringify(content));
      if (durable) fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Whether an error is a system error of this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Whether a system error says that there is no room, or none left for this user. */
export function isDiskFull(error: unknown): boolean {
  return isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT');
}
