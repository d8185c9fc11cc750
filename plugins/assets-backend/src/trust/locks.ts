import type { WorkloadEnvironment } from '@astrolabe/plugin-workloads-common';

/** The files of an environment, by their names. */
export type EnvironmentFiles = { [name: string]: string };

type Keys = { [key: string]: unknown };

/**
 * What keeps an environment of a repository from being installed here. Everything that
 * is fetched is known by its digest, and nothing is read that lies on this machine.
 */
export const lockProblems: Record<
  WorkloadEnvironment['kind'],
  (files: EnvironmentFiles) => string[]
> = {
  python: files => {
    const lock = files['requirements.txt'];
    if (lock === undefined) {
      return [
        'environment/requirements.txt is missing: lock its packages with `uv pip compile --universal --generate-hashes`.',
      ];
    }
    const odd = requirementsIn(lock).find(line => !isLocked(line));
    return odd === undefined
      ? []
      : [
          `environment/requirements.txt has '${odd.slice(
            0,
            60,
          )}', but each line has to be name==version with hashes.`,
        ];
  },

  node: files => {
    const [lock, project] = ['package-lock.json', 'package.json'].map(name =>
      objectIn(files[name]),
    );
    if (!lock || !project) {
      return [
        'environment/package.json or package-lock.json is missing, or is no JSON.',
      ];
    }
    const problems =
      'scripts' in project ? ['environment/package.json has scripts.'] : [];
    const odd = Object.entries(isKeys(lock.packages) ? lock.packages : {}).find(
      ([path, each]) => path !== '' && !isLockedPackage(each),
    );
    if (odd || !isKeys(lock.packages)) {
      problems.push(
        `environment/package-lock.json has '${
          odd?.[0] ?? 'no packages'
        }', but each package, also in the bundle of another, has to have its integrity and no address: make it with \`npm install --package-lock-only --omit-lockfile-registry-resolved\`.`,
      );
    }
    return problems;
  },
};

/** `environment.json` may say of which version the interpreter is, and nothing of this machine. */
export function descriptionProblems(files: EnvironmentFiles): string[] {
  const text = files['environment.json'];
  if (text === undefined) return [];
  const { python, ...rest } = objectIn(text) ?? { wrong: true };
  const isVersion =
    python === undefined || /^\d+(\.\d+){0,2}$/.test(String(python));
  return isVersion && Object.keys(rest).length === 0
    ? []
    : ['environment/environment.json may say `python` alone, such as "3.11".'];
}

/**
 * Lines that mean something, each whole. What programs disagree about, such as which
 * characters end a line or whether a comment goes on, is kept, and so refused.
 */
function requirementsIn(lock: string): string[] {
  const lines = lock.replace(/\r\n?/g, '\n').split('\n');
  return lines
    .filter(line => !/^\s*#[\t -~]*$/.test(line) || line.endsWith('\\'))
    .join('\n')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

/** `name==version ; marker --hash=sha256:…`, and no option beside that. */
function isLocked(line: string): boolean {
  const [requirement, ...hashes] = line.split(/\s--hash=/);
  const [what, ...markers] = requirement.split(';');
  return (
    /^[\t -~]*$/.test(line) &&
    hashes.length > 0 &&
    hashes.every(hash => /^sha256:[0-9a-f]{64}$/.test(hash.trim())) &&
    /^[A-Za-z0-9][\w.-]*(\[[\w.,-]+\])?==[\w.+!-]+$/.test(what.trim()) &&
    markers.every(
      marker => /^[\w\s.*<>=!~'"(),-]*$/.test(marker) && !/\s-/.test(marker),
    )
  );
}

/** Also of what is said to be in another's bundle: npm fetches it where it is not there. */
function isLockedPackage(each: unknown): boolean {
  if (!isKeys(each) || each.link || 'resolved' in each) return false;
  const { integrity } = each;
  return typeof integrity === 'string' && /^sha(256|384|512)-/.test(integrity);
}

function objectIn(text: string | undefined): Keys | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isKeys(value) ? value : undefined;
  } catch {
    return undefined; // What it is not is said by who asks.
  }
}

function isKeys(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
