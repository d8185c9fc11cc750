import { execFile } from 'node:child_process';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeOnce } from '../lib/makeOnce.mjs';
import { root } from '../lib/process.mjs';
import { cacheFolder } from './goServer.mjs';
import { ensureJava, fetchFromMaven } from './maven.mjs';

const execFileAsync = promisify(execFile);

/** The Groovy that Jenkins has in it. */
const VERSION = '2.4.21';
const SHA256 =
  'de65260cf2070442e99882f2f3d72e7531725c1e6a257446cc0cea525c607bd0';

export async function groovyJar() {
  await ensureJava('Groovy');
  const jar = path.join(cacheFolder, `groovy-all-${VERSION}.jar`);
  await makeOnce(jar, async () => {
    const at = `org/codehaus/groovy/groovy-all/${VERSION}/groovy-all-${VERSION}.jar`;
    const fresh = `${jar}.${process.pid}.partial`;
    await fetchFromMaven({ at, sha256: SHA256, to: fresh });
    await rename(fresh, jar);
  });
  return jar;
}

/**
 * What is in files of Jenkins: image, variables and stages of each, in their order.
 *
 * @param {string[]} files
 */
export async function readJenkinsfiles(files) {
  const reader = path.join(root, 'scripts/engines/jenkinsfile.groovy');
  const { stdout } = await execFileAsync('java', [
    ...['-Xmx256m', '-XX:TieredStopAtLevel=1', '-cp', await groovyJar()],
    ...['groovy.ui.GroovyMain', reader, ...files],
  ]);
  return JSON.parse(stdout);
}
