import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ensureDebian } from '../lib/system.mjs';

const execFileAsync = promisify(execFile);
const JAVA_PACKAGE = 'openjdk-17-jre-headless';

/**
 * A file of Maven Central, at `to`.
 *
 * @param {{ at: string, sha256: string, to: string }} wish at: its path there
 */
export async function fetchFromMaven({ at, sha256, to }) {
  const url = `https://repo1.maven.org/maven2/${at}`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) {
    throw new Error(`${url} has the SHA-256 ${found}, not ${sha256}`);
  }
  await writeFile(to, bytes);
}

/** @param {string} what needs it */
export async function ensureJava(what) {
  const hasJava = () =>
    execFileAsync('java', ['-version']).then(
      () => true,
      () => false,
    );
  if (await hasJava()) return;
  await ensureDebian([JAVA_PACKAGE], '/usr/bin/java');
  if (await hasJava()) return;
  throw new Error(
    `${what} needs Java 17 or later: install Debian's ${JAVA_PACKAGE}`,
  );
}
